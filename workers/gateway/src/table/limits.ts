/** The limits as data. Pure. */

/** Limits that the platform counts; the numbers repeat `[[ratelimits]]` of the wrangler file, which the binding does not tell. */
export const ADDRESS_LIMITS = {
  /** Login, registration: each costs a password hash. @see specs/auth.md item 24 */
  ENTRY_LIMIT: { name: "entry", max: 20, windowSeconds: 60, counts: "address" },
  /** Quoting, placing and paying: counted by member where there is one, because carriers put thousands behind one address. */
  CHECKOUT_LIMIT: { name: "checkout", max: 30, windowSeconds: 60, counts: "member" },
  /** What payment gateways send: each is one row, kept for 90 days. */
  WEBHOOK_LIMIT: { name: "webhook", max: 300, windowSeconds: 60, counts: "address" },
  /** What a stranger could guess: numbers and tokens of guests' orders. */
  LOOKUP_LIMIT: { name: "lookup", max: 10, windowSeconds: 60, counts: "address" },
} as const;
/** Name of a limit, and of its binding. */
export type AddressLimit = keyof typeof ADDRESS_LIMITS;

/** Milliseconds in which the last byte of a body must have arrived, unless its row says otherwise. */
export const BODY_MS = 10_000;

/** Seconds of the window in which new keyed operations are counted. */
export const KEYED_WINDOW_SECONDS = 60;
