/** Gives every outage one code, for forms that have a sentence of their own for it. Pure. */
import type { FormMessage } from "./form-message.ts";

const AWAY = new Set([
  "temporarily_unavailable",
  "deadline_exceeded",
  "upstream_failed",
  "upstream_unavailable",
  "idempotency_store_unavailable",
  "payment_gateway_unavailable",
  "internal",
]);

/** Puts `code` in place of the code of an outage. */
export function awayAs(message: FormMessage | null, code: string): FormMessage | null {
  return message && AWAY.has(message.code) ? { ...message, code } : message;
}
