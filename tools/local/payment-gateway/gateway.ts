/** The local gateway's one way to change a payment: decide, write down with its webhooks, send them. */
import type { Log } from "../loopback.ts";
import { announce } from "./announcements.ts";
import type { Book, StoredAnswer } from "./book.ts";
import { type Fault, facingPlace, type GatewayVerb } from "./faults.ts";
import type { PaymentRecord } from "./record.ts";
import { deposit, takeBack } from "./verbs/deposit.ts";
import type { WebhookSender } from "./webhooks.ts";

/** Keys and token of a gateway. */
export interface GatewayKeys {
  /** Basic user name of the API: `test_sk_…`. */
  secretKey: string;
  /** Names the merchant in the address of a page: `test_ck_…`. */
  clientKey: string;
  /** Bearer token of `/faults` and `/clock`. */
  controlToken: string;
}

/**
 * Is awaited before a call that writes is done.
 *
 * @returns null: it is not done · else what is awaited after it is on the disk; false from it: it is not answered
 */
export type CallTap = (verb: GatewayVerb) => Promise<null | (() => Promise<boolean>)>;

/** What API, controls and pages share. */
export interface Gateway {
  book: Book;
  keys: GatewayKeys;
  webhooks: WebhookSender;
  /** Address of this gateway; known once it listens. */
  origin: string;
  log: Log;
  tap?: CallTap | undefined;
}

/** Writes down what became of a payment; resolves when it is on the disk, then its webhooks leave. */
export async function record(
  gateway: Gateway,
  after: PaymentRecord,
  also: { answer?: StoredAnswer | undefined; faults?: readonly Fault[] } = {},
): Promise<void> {
  const { book, origin } = gateway;
  const before = book.payments.get(after.paymentKey) ?? null;
  const told = announce(before, after, also.faults ?? book.faults, book.now(), origin);
  await book.commit({
    payments: [after],
    webhooks: told.webhooks,
    faults: told.faults,
    ...(also.answer && { answers: [also.answer] }),
  });
  gateway.webhooks.wake();
}

/** Pays into a virtual account, or takes the money back; false where that cannot be. */
export async function moveDeposit(
  gateway: Gateway,
  paymentKey: string,
  move: "deposit" | "take_back",
): Promise<boolean> {
  const { book } = gateway;
  const known = book.payments.get(paymentKey);
  const next = known && (move === "deposit" ? deposit : takeBack)(known, book.now());
  if (!next) return false;
  await record(gateway, next);
  if (move === "take_back") return true;
  const { met, left } = facingPlace(book.faults, "deposit", next.orderId);
  if (!met.has("deposit_reversed")) return true;
  await book.commit({ faults: left });
  return moveDeposit(gateway, paymentKey, "take_back");
}
