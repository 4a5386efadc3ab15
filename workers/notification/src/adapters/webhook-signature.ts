/** Reads webhooks that are signed as Resend signs them: over the raw body, with an id and a time. @see https://resend.com/docs/dashboard/webhooks/verify-webhooks-requests */
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import type { ReadWebhook } from "../ports/returns.ts";

/** Resend names the headers by the service that signs for it. */
const HEADERS = ["id", "timestamp", "signature"] as const;

/** Makes the reader. @param secret `whsec_…` */
export function signedWebhooks(secret: string): ReadWebhook {
  return (raw, headerOf) => {
    const headers = Object.fromEntries(
      HEADERS.map((name) => [`webhook-${name}`, headerOf(`svix-${name}`) ?? ""]),
    );
    try {
      new Webhook(secret).verify(raw, headers, { jsonParse: false });
    } catch (thrown) {
      if (thrown instanceof WebhookVerificationError) return null;
      throw thrown;
    }
    return { id: headers["webhook-id"] ?? "", body: jsonOf(raw) };
  };
}

function jsonOf(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null; // signed, and nothing that is known here
  }
}
