/** One suite for every adapter of a provider of e-mail. @see specs/notifications.md 29 */
import { describe, expect, test } from "vitest";
import { afterSend } from "../src/core/delivery.ts";
import { buildEmail, type EmailMessage } from "../src/core/email-message.ts";
import type { EmailSender } from "../src/ports/email-sender.ts";

/** What a stand-in of a provider does with the next message. */
export type ProviderMood =
  | "takes"
  | "down"
  | "throttled"
  | "wrong_key"
  | "quota"
  | "rejects"
  | "cuts";

/** A provider's stand-in. */
export interface ProviderStandIn {
  sender: EmailSender;
  feel(mood: ProviderMood): void;
  /** What arrived: addresses and subjects, copies included. */
  arrived(): { to: string; subject: string }[];
  /** Moods that this provider has. */
  moods: readonly ProviderMood[];
}

let made = 0;
/** Makes a message. */
export function exampleMessage(
  changes: Partial<Parameters<typeof buildEmail>[0]> = {},
): EmailMessage {
  made += 1;
  const message = buildEmail({
    ...{
      key: `dlv_${made}`,
      from: "Edgemart <no-reply@shop.example>",
      address: "mina@example.com",
    },
    ...{
      subject: "Edgemart: 결제가 완료되었습니다",
      html: "<p>안녕하세요</p>",
      text: "안녕하세요",
    },
    locale: "ko",
    ...changes,
  });
  if (typeof message === "string") throw new Error(message);
  return message;
}

const EXPECTED: Record<Exclude<ProviderMood, "takes">, string> = {
  down: "transient",
  throttled: "transient",
  wrong_key: "stopped",
  quota: "stopped",
  rejects: "permanent",
  cuts: "lost",
};

/** Runs the suite. */
export function describeSender(name: string, standIn: () => ProviderStandIn): void {
  describe(`notifications 29: ${name}`, () => {
    test("sends to one recipient and names what was sent", async () => {
      const { sender, arrived, feel } = standIn();
      feel("takes");
      const before = arrived().length;
      const message = exampleMessage();
      const outcome = await sender.send(message);
      expect(outcome).toMatchObject({ kind: "sent", providerId: expect.any(String) });
      expect(arrived().slice(before)).toEqual([
        { to: "mina@example.com", subject: message.subject },
      ]);
    });

    test("the same key twice is one message, where it has keys", async () => {
      const { sender, arrived, feel } = standIn();
      feel("takes");
      const before = arrived().length;
      const message = exampleMessage();
      await Promise.all([sender.send(message), sender.send(message)]);
      expect(arrived()).toHaveLength(before + (sender.hasKeys ? 1 : 2));
    });

    test("every way to fail is an outcome of its own, and nothing is thrown", async () => {
      const { sender, feel, moods } = standIn();
      for (const mood of moods) {
        if (mood === "takes") continue;
        feel(mood);
        const outcome = await sender.send(exampleMessage());
        expect([mood, outcome.kind]).toEqual([mood, EXPECTED[mood]]);
        if (mood === "throttled") expect(outcome).toMatchObject({ retryAfterSeconds: 5 });
        const facts = { category: "order", attempt: 1, lost: 0, chance: 0.5 } as const;
        const { state } = afterSend(outcome, { ...facts, hasKeys: sender.hasKeys });
        expect([mood, state]).toEqual([mood, mood === "rejects" ? "dead" : "due"]);
      }
      feel("takes");
    });
  });
}
