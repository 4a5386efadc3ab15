/** What an error code of Toss means for a payment: a closed table, everything else is unknown. Pure. @see specs/payments.md 22 */
import type { DeclineReason } from "@edgemart/contracts/payment";

/** `unknown`: the code does not say the outcome; only a look-up does. */
export type TossVerdict =
  | { kind: "declined"; why: DeclineReason }
  | { kind: "unknown_key" }
  | { kind: "unavailable" }
  | { kind: "unknown" };

/** Codes, or beginnings of codes that end in `_`, by why the payment is declined; the first that fits counts. */
const DECLINED: readonly (readonly [string, DeclineReason])[] = [
  // "Over the limit, or not enough money."
  ["REJECT_CARD_PAYMENT", "limit_exceeded"],
  ["REJECT_", "declined"],
  ["INVALID_CARD_EXPIRATION", "card_expired"],
  ["INVALID_CARD_", "card_invalid"],
  ["INVALID_STOPPED_CARD", "card_stopped"],
  ["EXCEED_", "limit_exceeded"],
  ["NOT_ALLOWED_POINT_USE", "not_allowed"],
  ["BELOW_MINIMUM_AMOUNT", "not_allowed"],
  ["RESTRICTED_TRANSFER_ACCOUNT", "not_allowed"],
  ["FDS_ERROR", "declined"],
];
const UNKNOWN_KEY = ["NOT_FOUND_PAYMENT", "NOT_FOUND_PAYMENT_SESSION"];
const UNAVAILABLE = [
  "UNAUTHORIZED_KEY",
  "INVALID_API_KEY",
  "INCORRECT_BASIC_AUTH_FORMAT",
  "FORBIDDEN_REQUEST",
];

/** Reads a code of the gateway. */
export function verdictOf(code: string | null): TossVerdict {
  if (code === null) return { kind: "unknown" };
  if (UNKNOWN_KEY.includes(code)) return { kind: "unknown_key" };
  if (UNAVAILABLE.includes(code)) return { kind: "unavailable" };
  const declined = DECLINED.find(([each]) =>
    each.endsWith("_") ? code.startsWith(each) : code === each,
  );
  return declined ? { kind: "declined", why: declined[1] } : { kind: "unknown" };
}

/** Codes with which a cancellation is refused permanently: the same request would be refused again. */
const REFUSED_CANCEL =
  /^(NOT_CANCELABLE_|ALREADY_CANCELED_PAYMENT$|NOT_ALLOWED_PARTIAL_REFUND|NOT_MATCHES_REFUNDABLE_AMOUNT$|INVALID_REFUND_ACCOUNT|INVALID_BANK$|REFUND_REJECTED$|EXCEED_CANCEL_AMOUNT|FORBIDDEN_BANK_REFUND_REQUEST$|NOT_AVAILABLE_BANK$|INVALID_REQUEST$|NOT_FOUND_PAYMENT$)/;

/** Tells what a refusal of a cancellation means. */
export function cancelVerdictOf(code: string | null): "refused" | "unavailable" | "unknown" {
  if (code === null) return "unknown";
  if (UNAVAILABLE.includes(code)) return "unavailable";
  return REFUSED_CANCEL.test(code) ? "refused" : "unknown";
}
