/** Sends mails to the mailbox of this laptop. @see tools/local/mailbox */
import { z } from "zod";
import type { SendOutcome } from "../core/delivery.ts";
import type { EmailSender } from "../ports/email-sender.ts";
import { askProvider, retryAfterSeconds } from "./send-http.ts";

const Answer = z.object({ id: z.string() });

/** Makes the sender. @param baseUrl of the mailbox, without a slash at its end */
export function mailboxSender(baseUrl: string): EmailSender {
  return {
    name: "mailbox",
    hasKeys: true,
    async send(message): Promise<SendOutcome> {
      return mailboxOutcome(
        await askProvider(`${baseUrl}/send`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(message),
        }),
      );
    },
  };
}

/** What the mailbox did with a mail or a text. */
export function mailboxOutcome(told: Awaited<ReturnType<typeof askProvider>>): SendOutcome {
  if ("kind" in told) return told;
  const { status, answer, retryAfter } = told;
  const sent = Answer.safeParse(answer);
  if (status === 200 && sent.success) return { kind: "sent", providerId: sent.data.id };
  if (status === 422) return { kind: "permanent", why: "message_refused" };
  if (status === 401) return { kind: "stopped", why: "sender_refused" };
  if (status === 200) return { kind: "lost", why: "answer_unreadable" };
  const after = retryAfterSeconds(retryAfter);
  return {
    ...{ kind: "transient", why: status === 429 ? "throttled" : "provider_failed" },
    ...(after !== undefined && { retryAfterSeconds: after }),
  };
}
