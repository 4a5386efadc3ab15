/** Sends mails by Cloudflare Email Service. It knows no key: an answer that is lost stays unknown. @see https://developers.cloudflare.com/email-service/ */
import { DeadlineError, withDeadline } from "@edgemart/worker-kit/deadline";
import type { SendOutcome } from "../core/delivery.ts";
import type { EmailSender } from "../ports/email-sender.ts";
import { PROVIDER_MS } from "./send-http.ts";

/** The part of the binding that is used. */
export interface EmailBinding {
  send(message: {
    from: { email: string; name: string };
    to: string;
    subject: string;
    html: string;
    text: string;
    headers: Record<string, string>;
  }): Promise<{ messageId?: string } | undefined>;
}

const CONFIGURATION = /^E_SENDER_(NOT_VERIFIED|DOMAIN_NOT_AVAILABLE)$/;
const QUOTA = /^E_DAILY_LIMIT_EXCEEDED$/;
const LATER = /^E_(RATE_LIMIT_EXCEEDED|DELIVERY_FAILED|INTERNAL_SERVER_ERROR)$/;

/** Makes the sender. */
export function cloudflareSender(binding: EmailBinding): EmailSender {
  return {
    name: "cloudflare",
    hasKeys: false,
    async send({ from, to, subject, html, text, headers }): Promise<SendOutcome> {
      const message = { from: senderOf(from), to, subject, html, text, headers: { ...headers } };
      try {
        const answer = await withDeadline(binding.send(message), PROVIDER_MS);
        return { kind: "sent", providerId: answer?.messageId ?? null };
      } catch (thrown) {
        return outcomeOf(thrown);
      }
    },
  };
}

/** Errors carry a `code`; one without it came from the way there, and says nothing of the message. */
function outcomeOf(thrown: unknown): SendOutcome {
  if (thrown instanceof DeadlineError) return { kind: "lost", why: "no_answer" };
  const code =
    typeof thrown === "object" && thrown !== null && "code" in thrown ? String(thrown.code) : "";
  if (QUOTA.test(code)) return { kind: "stopped", why: "daily_limit" };
  if (CONFIGURATION.test(code)) return { kind: "stopped", why: "sender_refused" };
  if (LATER.test(code)) return { kind: "transient", why: "provider_failed" };
  if (code.startsWith("E_")) return { kind: "permanent", why: "message_refused" };
  return { kind: "lost", why: "no_answer" };
}

/** `Name <address>` as its two parts. */
function senderOf(from: string): { email: string; name: string } {
  const [, name = "", email = from] = /^(.*) <([^<>]+)>$/.exec(from) ?? [];
  return { email, name };
}
