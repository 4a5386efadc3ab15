/** The one table of public errors: status, title, retry advice and cause. Problems, docs and tests derive from it.
 * Longer than 250 lines: a table is read in one place. */
import { z } from "zod";
import { TICKETING_ERRORS } from "./error-ticketing.ts";
import { FRESH_AUTH_SECONDS } from "./identity.ts";

interface ErrorRow {
  status: number;
  /** Fixed sentence; for 5xx it is all the caller ever reads. */
  title: string;
  /** What makes it and what to do: the text of docs/errors.md and `/errors/:code`. */
  help: string;
  /** True when the same request may succeed later unchanged. */
  retryable?: true;
  /** `WWW-Authenticate`: every 401 names what would be accepted (RFC 9110 §15.5.2), and a 403 of rights what is missing. */
  challenge?: string;
}

/** @see RFC 6750 §3 */
const BEARER = 'Bearer realm="api"';
const INVALID_TOKEN = `${BEARER}, error="invalid_token"`;

/** Every public error by its code: status, title and how a caller goes on. */
export const ERRORS = {
  // Requests
  invalid_request: {
    status: 400,
    title: "The request is malformed.",
    help: "Two credentials, a repeated header, a `Host` that is none, or a line the HTTP rules forbid. Send each once.",
  },
  invalid_body: {
    status: 400,
    title: "The body is not valid JSON of the expected kind.",
    help: "Invalid UTF-8, broken JSON, a top level that is not an object, repeated keys, nesting deeper than 8, or a forbidden key such as __proto__.",
  },
  invalid_query: {
    status: 400,
    title: "A query parameter is out of range or of the wrong kind.",
    help: "`errors` names each parameter and what is allowed.",
  },
  body_incomplete: {
    status: 400,
    title: "The body did not arrive whole.",
    help: "The connection ended before the stated length, or a chunk was malformed (RFC 9112 §7.1). Nothing was done: send the request again, whole.",
  },
  request_timeout: {
    status: 408,
    title: "The body did not arrive in time.",
    help: "A body has 10 seconds to arrive, a picture 15. Nothing was done: the same request may be sent again.",
    retryable: true,
  },
  not_found: {
    status: 404,
    title: "There is nothing at this address.",
    help: "The path is unknown, or the thing does not exist or is not yours: the answer does not say which.",
  },
  method_not_allowed: {
    status: 405,
    title: "This address does not take that method.",
    help: "The `Allow` header lists the methods it takes.",
  },
  body_too_large: {
    status: 413,
    title: "The body is larger than this address takes.",
    help: "The limit is in `detail`. Bytes are counted while they arrive, whatever Content-Length says.",
  },
  unsupported_media_type: {
    status: 415,
    title: "The body is of a type this address does not take.",
    help: "JSON addresses take `application/json` in UTF-8 without a Content-Encoding.",
  },
  validation_failed: {
    status: 422,
    title: "A field is missing or has a wrong value.",
    help: "`errors` names each field and what is allowed. Unknown fields are refused.",
  },
  // Credentials
  token_missing: {
    status: 401,
    title: "This address needs a signed-in member.",
    help: "Send `Authorization: Bearer <access token>`.",
    challenge: BEARER,
  },
  token_expired: {
    status: 401,
    title: "The access token has expired.",
    help: "Refresh it with `POST /api/auth/refresh` and send the request again.",
    challenge: INVALID_TOKEN,
  },
  token_invalid: {
    status: 401,
    title: "The access token is not valid.",
    help: "Wrong signature, issuer, audience, type or form, or its session was ended. Sign in again.",
    challenge: INVALID_TOKEN,
  },
  forbidden: {
    status: 403,
    title: "Your role does not allow this.",
    help: "The address needs another role.",
    challenge: `${BEARER}, error="insufficient_scope"`,
  },
  service_auth_required: {
    status: 401,
    title: "This address is for trusted servers only.",
    help: "Send `Authorization: Basic <service key>`. The key is for servers such as the storefront, never for browsers.",
    challenge: 'Basic realm="auth", charset="UTF-8"',
  },
  reauthentication_required: {
    status: 401,
    title: "This needs a recent proof of the password.",
    help: "The password was last given more than 15 minutes ago. Call `POST /api/auth/reauthenticate` and repeat the request with the new token.",
    challenge: `${BEARER}, error="insufficient_user_authentication", max_age="${FRESH_AUTH_SECONDS}"`,
  },
  csrf_rejected: {
    status: 403,
    title: "The request did not come from this shop's own pages.",
    help: "Unsafe requests need `Sec-Fetch-Site: same-origin`, or an `Origin` equal to the shop's.",
  },
  // Sign-in
  invalid_credentials: {
    status: 401,
    title: "The e-mail or the password is not right.",
    help: "One answer for an unknown e-mail, a wrong password and an account that cannot sign in. A registration may still wait in the mailbox.",
    challenge: BEARER,
  },
  account_disabled: {
    status: 403,
    title: "This account is disabled.",
    help: "Said only after a correct password, and to administrators. An administrator can enable the account.",
  },
  email_taken: {
    status: 409,
    title: "There is already an account with this e-mail.",
    help: "Sign in instead, or use another address.",
  },
  login_required: {
    status: 409,
    title: "The account exists; sign in to go on.",
    help: "Registration was repeated or ended without a session. Nothing was lost: sign in with the chosen password.",
  },
  password_too_common: {
    status: 422,
    title: "The password is too easy to guess.",
    help: "It is among the commonest passwords, or holds the name, the e-mail or the shop's name. Choose a longer phrase.",
  },
  refresh_invalid: {
    status: 401,
    title: "The refresh token is not valid.",
    help: "Sign in again.",
    challenge: INVALID_TOKEN,
  },
  refresh_reused: {
    status: 401,
    title: "The refresh token was used before; the session has been ended.",
    help: "A rotated token came back after its grace time: it may have been stolen. Sign in again.",
    challenge: INVALID_TOKEN,
  },
  session_revoked: {
    status: 401,
    title: "The session has been ended.",
    help: "It was ended by a logout, an administrator, a password change or its age. Sign in again.",
    challenge: INVALID_TOKEN,
  },
  reset_invalid: {
    status: 400,
    title: "This reset link is not valid.",
    help: "It was used, replaced by a newer one, or is older than 30 minutes. Ask for a new one.",
  },
  link_invalid: {
    status: 400,
    title: "This link is not valid.",
    help: "It was used, replaced by a newer one, is too old, or the account has changed since. One answer for every cause: ask for a new one.",
  },
  challenge_invalid: {
    status: 400,
    title: "This attempt with a passkey is over.",
    help: "Its challenge was used, is older than 5 minutes, or was made for something else. Ask for new options and try again.",
  },
  passkey_invalid: {
    status: 401,
    title: "The passkey was not accepted.",
    help: "One answer for an unknown, suspended or foreign passkey, a wrong signature and an account that cannot sign in.",
    challenge: BEARER,
  },
  passkey_exists: {
    status: 409,
    title: "This passkey is registered already.",
    help: "The device or password manager already has a passkey here. Use that one, or another device.",
  },
  passkeys_full: {
    status: 409,
    title: "No more passkeys can be kept.",
    help: "A member keeps at most 10. Delete one first.",
  },
  last_sign_in_method: {
    status: 409,
    title: "This is the last way to sign in.",
    help: "Without it the account could not be entered. Set a password, add a passkey or link an account first.",
  },
  oidc_state_invalid: {
    status: 400,
    title: "This sign-in is over.",
    help: "It was used, is older than 10 minutes, or was begun in another browser. Begin again.",
  },
  provider_failed: {
    status: 400,
    title: "What the provider answered did not fit.",
    help: "Its answer is not one to this sign-in, or it refused. Nothing was done; begin again.",
  },
  provider_email_unverified: {
    status: 403,
    title: "The address is not confirmed at the provider.",
    help: "Confirm it there, or sign in another way. Nothing was kept.",
  },
  email_unverified: {
    status: 403,
    title: "The address of this account is not confirmed.",
    help: "Confirm it first: an account at a provider is linked to a confirmed address alone.",
  },
  identity_taken: {
    status: 409,
    title: "Another member signs in with this account.",
    help: "An account at a provider belongs to one member.",
  },
  identity_exists: {
    status: 409,
    title: "An account of this provider is linked already.",
    help: "A member has one account of each provider. Unlink it first.",
  },
  provider_unavailable: {
    status: 503,
    title: "The provider does not answer.",
    help: "Nothing was done. Sign in another way, or try again.",
  },
  mfa_invalid: {
    status: 401,
    title: "The code was not accepted.",
    help: "One answer for a wrong, old or used code, a recovery code that was used, and a passkey that is not accepted.",
    challenge: BEARER,
  },
  mfa_required: {
    status: 403,
    title: "This needs a second factor.",
    help: "Administrators prove a code or a passkey before they act as such: call `POST /api/auth/reauthenticate` with one of them and repeat the request with the new token. Whoever has none yet needs an enrolment link.",
  },
  last_factor: {
    status: 409,
    title: "This is an administrator's last second factor.",
    help: "It can be replaced, not removed. Add a passkey or another authenticator app first.",
  },
  // Members
  last_admin: {
    status: 409,
    title: "This is the last administrator.",
    help: "Make somebody else an administrator first.",
  },
  addresses_full: {
    status: 409,
    title: "No more addresses can be kept.",
    help: "A member keeps at most 20. Delete one first.",
  },
  // Limits and concurrency
  rate_limited: {
    status: 429,
    title: "Too many requests.",
    help: "Wait `Retry-After` seconds.",
    retryable: true,
  },
  precondition_required: {
    status: 428,
    title: "Writes to this address need the version they are based on.",
    help: "Read the resource and send its `ETag` as `If-Match`.",
  },
  precondition_failed: {
    status: 412,
    title: "The resource has changed since it was read.",
    help: "Read it again and repeat the change on the new version.",
  },
  slug_taken: {
    status: 409,
    title: "Another product, category or brand has this slug.",
    help: "Choose another slug.",
  },
  sku_taken: {
    status: 409,
    title: "Another variant has this SKU.",
    help: "A SKU names one variant in the whole shop. Choose another.",
  },
  still_used: {
    status: 409,
    title: "Something else still uses this.",
    help: "A category with products or categories in it, or a variant with stock, is not removed. Empty it first.",
  },
  product_incomplete: {
    status: 409,
    title: "A product on sale needs a variant with a price, and a picture.",
    help: "`errors` names what is missing: `variants`, `media`. Add it first; or take the product out of the shop before its last variant or picture is removed.",
  },
  stock_changed: {
    status: 409,
    title: "The stock has changed since it was counted.",
    help: "`seenOnHand` is not the level that is there now; `detail` says which is. Count again, or send the difference alone.",
  },
  stock_insufficient: {
    status: 409,
    title: "There is not that much in stock.",
    help: "Stock never falls below what is promised to carts and orders, nor below zero. `detail` says how much can go.",
  },
  // Orders
  price_changed: {
    status: 409,
    title: "A price or the total is not what was shown.",
    help: "`detail` says what it is now. Nothing was made: read the quote again, agree to it, and send the new figures.",
  },
  item_unavailable: {
    status: 409,
    title: "Something in the order is no longer sold.",
    help: "`errors` names each SKU. Take it out of the order.",
  },
  order_state_conflict: {
    status: 409,
    title: "The order is in a state that does not allow this.",
    help: "Read the order: `actions` lists what may be done now.",
  },
  webhook_signature_invalid: {
    status: 401,
    challenge: 'Signature realm="webhooks"',
    title: "The webhook is not signed as it must be.",
    help: "Its signature is missing, wrong or of another body, or its time is more than 5 minutes away. Compare the secret with the provider's.",
  },
  message_settled: {
    status: 409,
    title: "The message is settled, too old, or still cannot be handled.",
    help: "Read the list again: a message is handled again while it is open and at most 30 days old.",
  },
  delivery_not_dead: {
    status: 409,
    title: "The message has not failed, or is settled.",
    help: "Read the list again: only a message that is dead, or whose outcome is unknown, is sent again or ignored.",
  },
  advertising_in_service: {
    status: 422,
    title: "Words of advertising stand in a message about the service.",
    help: "One line of advertising makes a message `marketing`. Change its category, or look at it a second time and say `isNoAdvertising`.",
  },
  devices_full: {
    status: 409,
    title: "Ten browsers are notified already.",
    help: "Remove one of them first: `GET /api/notifications/push` lists them.",
  },
  push_endpoint_refused: {
    status: 422,
    title: "The subscription is of no push service that is known, or its keys are not usable.",
    help: "Send what `PushManager.subscribe()` gave, unchanged. Only push services of the common browsers are written to.",
  },
  order_already_paid: {
    status: 409,
    title: "The order is paid.",
    help: "Nothing is charged twice. Read the order; to undo it, cancel it.",
  },
  order_too_large: {
    status: 422,
    title: "The total is more than one order may be.",
    help: "`detail` says the most. Part the order.",
  },
  currency_mixed: {
    status: 422,
    title: "The items are priced in different currencies.",
    help: "One order has one currency. Make an order for each.",
  },
  shipping_unavailable: {
    status: 422,
    title: "There is no delivery for this address, method or currency.",
    help: "Orders are delivered within South Korea, by the methods that the quote lists.",
  },
  fee_would_change: {
    status: 409,
    title: "Another fee for delivery applies to that address.",
    help: "The amount of a placed order does not change. Cancel it and order again.",
  },
  return_window_closed: {
    status: 409,
    title: "The time for a return is over.",
    help: "Seven days after delivery for a change of mind, ninety for a fault of ours. Ask the seller.",
  },
  coupon_invalid: {
    status: 422,
    title: "This coupon cannot be used.",
    help: "One answer for an unknown code, one that is off or out of its period, and one that is not yours.",
  },
  coupon_minimum: {
    status: 422,
    title: "The order is too small for this coupon.",
    help: "`detail` says how much is missing.",
  },
  coupon_used_up: {
    status: 409,
    title: "This coupon has no uses left.",
    help: "All of its uses, or all of yours, are taken. One comes back when an order ends unpaid.",
  },
  // Payments
  payment_declined: {
    status: 402,
    title: "The payment was declined; nothing was charged.",
    help: "`detail` says why, from a fixed list. Try again or pay by other means while the order lives.",
  },
  payment_in_progress: {
    status: 409,
    title: "A payment of this order is under way.",
    help: "Read the order until its payment has ended, then go on.",
    retryable: true,
  },
  payment_expired: {
    status: 409,
    title: "The time to make this payment is over; nothing was charged.",
    help: "Begin another payment while the order lives.",
  },
  payment_amount_mismatch: {
    status: 422,
    title: "The amounts do not agree.",
    help: "Points and card part together are the total, in one currency, and a confirmed payment is of the amount it was opened for. `detail` says which.",
  },
  payment_method_unavailable: {
    status: 422,
    title: "This means of payment is not available here.",
    help: "Choose another one of those the page shows.",
  },
  card_data_refused: {
    status: 422,
    title: "Card data is not taken here.",
    help: "Cards are entered at the payment gateway's own page: follow `next`.",
  },
  refund_account_required: {
    status: 422,
    title: "A refund of a deposit needs a bank account.",
    help: "Send `refundAccount` with bank, account number and holder.",
  },
  refund_exceeds_balance: {
    status: 409,
    title: "That is more than is left to refund.",
    help: "`detail` says what is left.",
  },
  refund_not_possible: {
    status: 409,
    title: "This cannot be refunded.",
    help: "The payment is not paid, what was bought with it is spent, or it is not in the state that this is done in.",
  },
  points_insufficient: {
    status: 409,
    title: "There are not that many points.",
    help: "Read `GET /api/points/balance`: `available` is what can be spent now.",
  },
  points_limit: {
    status: 422,
    title: "That is beyond the limit for points.",
    help: "`detail` says the limit: of one charge, of the balance, or of one use.",
  },
  payment_gateway_unavailable: {
    status: 503,
    title: "The payment gateway is not available at the moment.",
    help: "Nothing was charged. Try again shortly, or pay by other means.",
    retryable: true,
  },
  // Idempotency
  idempotency_key_missing: {
    status: 400,
    title: "This address needs an Idempotency-Key.",
    help: "Send a fresh random key with each new operation and the same key with each retry of it.",
  },
  idempotency_key_malformed: {
    status: 400,
    title: "The Idempotency-Key is malformed.",
    help: "1 to 255 visible ASCII characters without quotes, backslash or comma, and not `.` or `..`; at least 21 without a signed-in member.",
  },
  idempotency_key_ambiguous: {
    status: 400,
    title: "More than one Idempotency-Key was sent.",
    help: "Send one header with one key; Idempotency-Key and X-Idempotency-Key must agree when both are sent.",
  },
  idempotency_key_reused: {
    status: 422,
    title: "This Idempotency-Key belongs to another request.",
    help: "A key names one method, address and body. Use a new key for a new operation.",
  },
  idempotency_in_progress: {
    status: 409,
    title: "The first request with this Idempotency-Key is still running.",
    help: "Repeat the same request after `Retry-After` seconds: it will be answered with the first one's answer.",
    retryable: true,
  },
  idempotency_outcome_unknown: {
    status: 409,
    title: "The first request with this Idempotency-Key ended without an answer.",
    help: "The operation may or may not have happened and is never run twice. Look the result up before trying with a new key.",
  },
  idempotency_response_not_stored: {
    status: 409,
    title: "The operation is done; its answer was too large to keep.",
    help: "Read the resource it made. The operation is not run again.",
  },
  idempotency_key_expired: {
    status: 409,
    title: "This Idempotency-Key was used before and its answer is no longer kept.",
    help: "The operation is done and is not run again. Use a new key for a new operation.",
  },
  idempotency_store_unavailable: {
    status: 503,
    title: "The request was not run, because its Idempotency-Key could not be checked.",
    help: "Nothing happened: repeat the same request with the same key.",
    retryable: true,
  },
  // Images
  image_not_found: {
    status: 404,
    title: "There is no such picture.",
    help: "The source does not exist here or at its origin.",
  },
  image_type_unsupported: {
    status: 415,
    title: "The source is not a picture of a supported type.",
    help: "JPEG, PNG, WebP, GIF and AVIF are read. The bytes decide, not the name or the Content-Type.",
  },
  image_unreadable: {
    status: 422,
    title: "The picture is damaged and cannot be decoded.",
    help: "The source is truncated or corrupt. Replace it.",
  },
  image_too_large: {
    status: 413,
    title: "The picture is larger than the limits.",
    help: "At most 20 MB, and at most the pixels stated in docs/configuration.md for its type.",
  },
  image_source_forbidden: {
    status: 400,
    title: "Pictures from that address are not served here.",
    help: "Only https origins on the allow-list (`IMAGE_ORIGINS`) and this shop's own pictures are read.",
  },
  image_signature_invalid: {
    status: 403,
    title: "The address is not signed as it must be.",
    help: "Its signature `s` is missing, wrong or was made for other parameters, or its time `exp` is over. Ask the shop for the address again.",
  },
  image_origin_failed: {
    status: 502,
    title: "The picture's origin did not answer as it should.",
    help: "The origin answered with an error or a redirect that is not allowed.",
    retryable: true,
  },
  image_origin_timeout: {
    status: 504,
    title: "The picture's origin did not answer in time.",
    help: "The origin took longer than the limit. Try again later.",
    retryable: true,
  },
  image_busy: {
    status: 503,
    title: "Too many pictures are being made at this moment.",
    help: "Wait `Retry-After` seconds.",
    retryable: true,
  },
  // Events, waiting room, seats, tickets
  ...TICKETING_ERRORS,
  // Outages
  internal: {
    status: 500,
    title: "Something went wrong on our side.",
    help: "The cause is in the log under the request id.",
  },
  upstream_failed: {
    status: 502,
    title: "A part of the shop did not answer as it should.",
    help: "The cause is in the log under the request id.",
    retryable: true,
  },
  upstream_unavailable: {
    status: 503,
    title: "The service behind is failing; this request was not sent to it.",
    help: "Its circuit is open after repeated failures. Nothing ran: the same request, with the same key, may be sent again.",
    retryable: true,
  },
  temporarily_unavailable: {
    status: 503,
    title: "This part of the shop is not available at the moment.",
    help: "A data store or service is away, or the Worker's configuration is incomplete. Try again shortly.",
    retryable: true,
  },
  deadline_exceeded: {
    status: 504,
    title: "A part of the shop did not answer in time.",
    help: "The operation was given up at its deadline. Safe requests can be repeated; keyed writes with the same key.",
    retryable: true,
  },
} as const satisfies Record<string, ErrorRow>;

/** A code of the table. */
export type ErrorCode = keyof typeof ERRORS;

/** Tells whether a string is a code of the table. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === "string" && Object.hasOwn(ERRORS, value);
}

/** Looks a row up with its optional fields visible. */
export function errorRow(code: ErrorCode): ErrorRow {
  return ERRORS[code];
}

/** RFC 9457 problem details as every Worker sends them. */
export const Problem = z
  .object({
    type: z.string().describe("Address that explains the code"),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z
      .string()
      .describe("Path of the request, a URI reference")
      .meta({ format: "uri-reference" }),
    code: z.string().describe("Stable machine-readable code"),
    requestId: z.string(),
    retryable: z.boolean().describe("True when the same request may succeed later"),
    errors: z
      .array(z.object({ path: z.string(), code: z.string(), message: z.string() }))
      .optional()
      .describe("One entry for each wrong field"),
  })
  .meta({ id: "Problem" });
/** A parsed `Problem`. */
export type Problem = z.infer<typeof Problem>;
