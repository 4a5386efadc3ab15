/** Every provider of e-mail by one suite: the mailbox itself, and stand-ins of Resend's API and of Cloudflare's binding. */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { type Mailbox, startMailbox } from "../../../tools/local/mailbox/start.ts";
import { cloudflareSender, type EmailBinding } from "../src/adapters/email-sender.cloudflare.ts";
import { mailboxSender } from "../src/adapters/email-sender.mailbox.ts";
import { resendSender } from "../src/adapters/email-sender.resend.ts";
import { describeSender, type ProviderMood } from "./email-sender.conformance.ts";

let folder: string;
let mailbox: Mailbox;
let resend: Server;
let mood: ProviderMood = "takes";
const arrived: { to: string; subject: string }[] = [];
const keys = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "edgemart-test-mailbox-"));
  mailbox = await startMailbox({ port: 0, folder });
  resend = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    answerAsResend(response, String(request.headers["idempotency-key"]), JSON.parse(text));
  });
  await new Promise<void>((resolve) => resend.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  resend.closeAllConnections();
  resend.close();
  await mailbox.stop();
  await rm(folder, { recursive: true });
});

/** @see https://resend.com/docs/api-reference/errors */
const RESEND: Partial<Record<ProviderMood, [number, object]>> = {
  down: [500, { name: "internal_server_error" }],
  throttled: [429, { name: "rate_limit_exceeded" }],
  wrong_key: [403, { name: "invalid_api_key" }],
  quota: [429, { name: "daily_quota_exceeded" }],
  rejects: [422, { name: "validation_error" }],
};

function answerAsResend(
  response: ServerResponse,
  key: string,
  mail: { to: string[]; subject: string },
): void {
  const [status, body] = RESEND[mood] ?? [200, null];
  if (body) {
    response.writeHead(status, { "retry-after": "5" }).end(JSON.stringify(body));
    return;
  }
  if (!keys.has(key)) {
    keys.set(key, `re_${keys.size}`);
    arrived.push({ to: mail.to.join(), subject: mail.subject });
  }
  if (mood === "cuts") response.destroy();
  else response.end(JSON.stringify({ id: keys.get(key) }));
}

describeSender("Resend", () => ({
  sender: resendSender({
    baseUrl: `http://127.0.0.1:${(resend.address() as AddressInfo).port}`,
    apiKey: "re_test",
  }),
  feel: (next) => {
    mood = next;
  },
  arrived: () => arrived,
  moods: ["down", "throttled", "wrong_key", "quota", "rejects", "cuts"],
}));

const MAILBOX_FAULT: Partial<Record<ProviderMood, string>> = {
  ...{ down: "down", throttled: "throttle", wrong_key: "refuse", rejects: "reject", cuts: "lose" },
};
let boxed: { to: string; subject: string }[] = [];

describeSender("the mailbox", () => {
  const sender = mailboxSender(mailbox.url);
  let wanted: ProviderMood = "takes";
  return {
    sender: {
      ...sender,
      async send(message) {
        await fetch(`${mailbox.url}/fail`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ kind: MAILBOX_FAULT[wanted] ?? "none", times: 1 }),
        });
        const outcome = await sender.send(message);
        const answer = await fetch(`${mailbox.url}/api/mails`);
        const { mails } = (await answer.json()) as { mails: { to: string; subject: string }[] };
        boxed = mails.map(({ to, subject }) => ({ to, subject })).reverse();
        return outcome;
      },
    },
    feel: (next) => {
      wanted = next;
    },
    arrived: () => boxed,
    moods: ["down", "throttled", "wrong_key", "rejects", "cuts"],
  };
});

/** @see https://developers.cloudflare.com/email-service/api/send-emails/workers-api/ */
const CLOUDFLARE: Partial<Record<ProviderMood, string>> = {
  down: "E_INTERNAL_SERVER_ERROR",
  wrong_key: "E_SENDER_NOT_VERIFIED",
  quota: "E_DAILY_LIMIT_EXCEEDED",
  rejects: "E_VALIDATION_ERROR",
};
const bound: { to: string; subject: string }[] = [];

describeSender("Cloudflare Email Service", () => {
  let wanted: ProviderMood = "takes";
  const binding: EmailBinding = {
    async send({ to, subject }) {
      const code = CLOUDFLARE[wanted];
      if (code) throw Object.assign(new Error("not sent"), { code });
      bound.push({ to, subject });
      if (wanted === "cuts") throw new Error("Network connection lost.");
      return { messageId: `cf_${bound.length}` };
    },
  };
  return {
    sender: cloudflareSender(binding),
    feel: (next) => {
      wanted = next;
    },
    arrived: () => bound,
    moods: ["down", "wrong_key", "quota", "rejects", "cuts"],
  };
});
