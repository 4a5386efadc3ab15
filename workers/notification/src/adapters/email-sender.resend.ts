/** Sends mails by Resend's HTTP API, with an idempotency key: the delivery's id. @see https://resend.com/docs/api-reference/emails/send-email */
import { z } from "zod";
import type { SendOutcome } from "../core/delivery.ts";
import type { EmailSender } from "../ports/email-sender.ts";
import { askProvider, retryAfterSeconds } from "./send-http.ts";

const Sent = z.object({ id: z.string() });
const Refusal = z.object({ name: z.string() });

/** Names of errors that are the configuration's fault. @see https://resend.com/docs/api-reference/errors */
const CONFIGURATION = new Set([
  "missing_api_key",
  "invalid_api_key",
  "restricted_api_key",
  "invalid_from_address",
  "invalid_access",
]);
const QUOTA = new Set(["daily_quota_exceeded", "monthly_quota_exceeded"]);

/** Makes the sender. @param baseUrl `https://api.resend.com`, without a slash at its end */
export function resendSender({
  baseUrl,
  apiKey,
}: {
  baseUrl: string;
  apiKey: string;
}): EmailSender {
  return {
    name: "resend",
    hasKeys: true,
    async send({ key, from, to, subject, html, text, headers }) {
      const told = await askProvider(`${baseUrl}/emails`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${apiKey}`,
          "content-type": "application/json",
          "idempotency-key": key,
        },
        body: JSON.stringify({ from, to: [to], subject, html, text, headers }),
      });
      return "kind" in told ? told : outcomeOf(told);
    },
  };
}

function outcomeOf({
  status,
  answer,
  retryAfter,
}: {
  status: number;
  answer: unknown;
  retryAfter: string | null;
}): SendOutcome {
  const sent = Sent.safeParse(answer);
  if (status === 200 && sent.success) return { kind: "sent", providerId: sent.data.id };
  if (status === 200) return { kind: "lost", why: "answer_unreadable" };
  const refusal = Refusal.safeParse(answer);
  const name = refusal.success ? refusal.data.name : "";
  if (QUOTA.has(name)) return { kind: "stopped", why: "daily_limit" };
  if (CONFIGURATION.has(name) || status === 401 || status === 403) {
    return { kind: "stopped", why: "sender_refused" };
  }
  const after = retryAfterSeconds(retryAfter);
  const later = after === undefined ? {} : { retryAfterSeconds: after };
  // 409: the same key is under way, or was used for another body, which a delivery never has.
  if (status === 429 || status === 409) return { kind: "transient", why: "throttled", ...later };
  if (status >= 500) return { kind: "transient", why: "provider_failed", ...later };
  return { kind: "permanent", why: "message_refused" };
}
