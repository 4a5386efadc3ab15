/** Places an order: prices it, writes it down, holds its stock. @see specs/orders.md 1–14 */
import type { CallContext } from "@edgemart/contracts/call";
import { normalizeEmail } from "@edgemart/contracts/email";
import type { OrderInput } from "@edgemart/contracts/order";
import { minorOf } from "@edgemart/contracts/payment";
import { err, type Failure, ok, type Result } from "@edgemart/contracts/result";
import { asReplacing } from "../core/coupon.ts";
import { asked, judge, orderedLines } from "../core/lines.ts";
import { type Destination, destinationOf, type Orderer, placedLines } from "../core/placement.ts";
import { priceOf, type ShopTerms } from "../core/price.ts";
import type { Held, OrderRow } from "../core/rows.ts";
import type { Deps } from "../ports/deps.ts";
import type { Placed, PlaceKey, Placing } from "../ports/orders.ts";
import { drive } from "./drive.ts";
import { pricedLine } from "./quote-order.ts";

/** Who places, and how the request is known again. */
export interface Caller {
  memberId: string | null;
  /** Of a member who leaves the contact out. */
  account: Orderer | null;
  /** Digest of the address prefix. */
  clientDigest: string;
  key: PlaceKey | null;
  /** `replaces` names an order of this caller's: a member's by its row, a guest's by its token. */
  ownsReplaced: boolean;
}

/** A failure, and whether the same request may run again. */
export interface Refusal {
  ok: false;
  error: Failure;
  /** False when the answer is the request's own and may be kept. */
  mayRunAgain: boolean;
  /** What is owed after the answer: a hold that was not made is marked as released. */
  rest?: Held | null;
}

/** What placing came to. `isPending` is false while it is not known: the same request goes on with it. */
export type PlaceOutcome = { ok: true; order: OrderRow; isPending: boolean } | Refusal;

const refused = (error: Failure, rest: Held | null = null): Refusal => ({
  ok: false,
  error,
  mayRunAgain: true,
  rest,
});

/** Places an order, or goes on with the one that the same key has placed. */
export async function placeOrder(
  deps: Deps,
  input: OrderInput,
  caller: Caller,
  call: CallContext,
): Promise<PlaceOutcome> {
  // The terms may change between reading and writing, and what was read last may be old: then it is priced anew.
  for (let tries = 0; tries < 3; tries++) {
    const made = await placingOf(deps, input, caller, call, tries === 0);
    if (!made.ok) return (await known(deps, caller, call)) ?? refused(made.error);
    const placed = await deps.orders.place(made.value);
    if (placed.kind === "terms_changed") continue;
    return afterPlacing(deps, placed, call);
  }
  return refused({ code: "price_changed" });
}

async function afterPlacing(deps: Deps, placed: Placed, call: CallContext): Promise<PlaceOutcome> {
  switch (placed.kind) {
    case "placed":
      return held(deps, placed.held, call);
    case "known":
      return goOn(deps, placed.orderId, call);
    case "reused":
      return { ok: false, error: { code: "idempotency_key_reused" }, mayRunAgain: false };
    case "no_such_order":
      return refused({ code: "not_found" });
    case "crowded":
      return refused({ code: "rate_limited", retryAfterSeconds: 60 });
    case "all_being_paid":
      return refused({ code: "payment_in_progress", retryAfterSeconds: 5 });
    case "coupon_used_up":
    case "coupon_invalid":
      return refused({ code: placed.kind });
    case "terms_changed":
      return refused({ code: "price_changed" });
  }
}

async function held(
  deps: Deps,
  first: Parameters<typeof drive>[1],
  call: CallContext,
): Promise<PlaceOutcome> {
  const {
    order,
    note,
    held: rest,
  } = await drive(deps, first, call, ({ state }) => state !== "PLACING");
  if (order.state === "PLACING") {
    return refused({ code: "temporarily_unavailable", retryAfterSeconds: 2 });
  }
  if (order.state !== "CANCELLED") return { ok: true, order, isPending: true };
  if (note.short) {
    const left = note.short.map(({ sku, available }) => ({
      path: `items.${sku}`,
      code: "stock_insufficient",
      message: `${available} left`,
    }));
    return refused({ code: "stock_insufficient", errors: left }, rest);
  }
  return refused({ code: "order_state_conflict" }, rest);
}

/** The key's own order, where it is. A placing that was left is taken up again. */
async function goOn(deps: Deps, orderId: string, call: CallContext): Promise<PlaceOutcome> {
  const order = await deps.orders.find(orderId);
  if (!order) return refused({ code: "order_state_conflict" });
  if (order.state !== "PLACING") return { ok: true, order, isPending: true };
  const step = await deps.orders.takeOf(orderId);
  if (step === null) return refused({ code: "idempotency_in_progress", retryAfterSeconds: 1 });
  return held(deps, step, call);
}

/** Before a refusal: the key may have placed its order when the price was another one. */
async function known(deps: Deps, caller: Caller, call: CallContext): Promise<PlaceOutcome | null> {
  if (caller.key === null) return null;
  const before = await deps.orders.placedBy(caller.memberId ?? "guest", caller.key);
  if (!before) return null;
  if (before.sameInput) return goOn(deps, before.orderId, call);
  return { ok: false, error: { code: "idempotency_key_reused" }, mayRunAgain: false };
}

/**
 * Asks for prices and terms, and makes the order.
 *
 * @param mayBeOld by the terms that were read last, where there are any. Nothing is refused by those
 */
async function placingOf(
  deps: Deps,
  input: OrderInput,
  caller: Caller,
  call: CallContext,
  mayBeOld: boolean,
): Promise<Result<Placing>> {
  const orderer = input.contact ?? caller.account;
  if (!orderer) {
    const message = "is needed without an account";
    return err("validation_failed", { errors: [{ path: "contact", code: "custom", message }] });
  }
  if (input.replaces !== undefined && !caller.ownsReplaced) return err("not_found");
  const destination = destinationOf(input.shippingAddress, orderer);
  if (!destination.ok) return destination;
  const { postcode } = destination.value;
  const asking = { postcode, couponCode: input.couponCode ?? null };
  const last = mayBeOld ? deps.lastTerms(asking) : null;
  const [quoted, terms] = await Promise.all([
    deps.stock.quote({ items: asked(input.items) }, call),
    last ?? deps.terms(asking),
  ]);
  const to = { orderer, ...destination.value };
  const made = pricedPlacing(deps, input, caller, to, quoted, terms);
  if (made.ok || last === null) return made;
  return pricedPlacing(deps, input, caller, to, quoted, await deps.terms(asking));
}

/** Prices the order and makes its rows. */
function pricedPlacing(
  deps: Deps,
  input: OrderInput,
  caller: Caller,
  { orderer, ...destination }: Destination & { orderer: Orderer },
  quoted: Awaited<ReturnType<Deps["stock"]["quote"]>>,
  terms: ShopTerms,
): Result<Placing> {
  const judged = judge(input.items, quoted);
  const lines = orderedLines(judged);
  if (!lines.ok) return lines;
  const { memberId } = caller;
  const { shippingMethod } = input;
  const coupon = asReplacing(terms.coupon, input.replaces !== undefined);
  const priced = priceOf(lines.value.map(pricedLine), {
    ...{ ...terms, coupon, memberId, shippingMethod },
  });
  if (!priced.ok) return priced;
  const { currency, totalMinor } = priced.value;
  const { expectedTotal } = input;
  const isOther = expectedTotal !== undefined && minorOf(expectedTotal, currency) !== totalMinor;
  if (isOther || judged.some(({ isRepriced }) => isRepriced)) {
    return err("price_changed", { detail: `The total is ${totalMinor} ${currency}.` });
  }
  const emailNorm = normalizeEmail(orderer.email) ?? orderer.email;
  return ok({
    key: caller.key,
    coupon: terms.coupon ? { code: terms.coupon.code, version: terms.coupon.version } : null,
    terms,
    replaces: input.replaces ?? null,
    lines: placedLines(lines.value, priced.value),
    order: {
      id: deps.newOrderId(),
      number: deps.newOrderNumber(),
      hold_id: deps.newHoldId(),
      member_id: memberId,
      email: orderer.email,
      email_norm: emailNorm,
      orderer_name: orderer.name,
      orderer_phone: orderer.phone,
      locale: input.locale,
      currency,
      items_minor: priced.value.itemsMinor,
      discount_minor: priced.value.discountMinor,
      shipping_minor: priced.value.shippingMinor,
      total_minor: totalMinor,
      shipping_method: priced.value.shippingMethod,
      ...destination,
      memo: input.memo,
      client_digest: caller.clientDigest,
    },
  });
}
