/** Which answers to a payment's confirmation say neither yes nor no. Pure. */
const NOT_KNOWN = new Set([
  "temporarily_unavailable",
  "deadline_exceeded",
  "upstream_failed",
  "upstream_unavailable",
  "payment_gateway_unavailable",
  "idempotency_in_progress",
  "payment_in_progress",
  "rate_limited",
  "internal",
]);

/** Tells whether the result has to be asked for again. @param code of an error */
export function isOutcomeUnknown(code: string): boolean {
  return NOT_KNOWN.has(code);
}
