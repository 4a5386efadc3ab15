/** How an order of the demo shop is paid: the statements of its attempt, on both sides. Pure. */
import { splitParts } from "../../workers/order/src/core/divide.ts";
import { pointsEarned } from "../../workers/order/src/core/price.ts";
import { earnDue } from "../../workers/order/src/core/saga.ts";
import { secretDigest } from "../../workers/payment/src/core/toss-payment.ts";
import type { SeedOrder } from "../seed/order-story.ts";
import {
  call,
  gatewayNames,
  iso,
  MINUTE,
  move,
  purchaseIds,
  type SeedPurchase,
  type TimedStatement,
} from "./purchase.ts";

const DEPOSIT_HOURS = 24;

/** The attempt is opened: stock pinned, amounts fixed. */
export function beginning(purchase: SeedPurchase, at: number): TimedStatement[] {
  const { order, orderer, priced, lines } = purchase;
  const { orderId, holdId, paymentId } = purchaseIds(order.name);
  const { cardMinor, pointAmount, parts } = splitOf(purchase);
  const instrument = instrumentOf(order);
  const attempt = {
    id: paymentId,
    purpose: "order",
    reference: orderId,
    member_id: orderer.memberId,
    attempt: 1,
    currency: priced.currency,
    total_minor: priced.totalMinor,
    card_minor: cardMinor,
    point_amount: pointAmount,
    gateway: "simulator",
    instrument: { kind: cardMinor > 0 ? instrument : null },
    page: {
      orderName: lines[0]?.[orderer.locale === "ko" ? "title_ko" : "title_en"],
      returnPath: `/${orderer.locale}/checkout/${orderId}/return`,
      locale: orderer.locale,
    },
    ready_seconds: 1_200,
  };
  const changes = {
    state: "PAYING",
    attempts: 1,
    payment_id: paymentId,
    card_minor: cardMinor,
    point_amount: pointAmount,
    deadline_at: iso(at + 20 * MINUTE),
  };
  return [
    move(order, at, "attempt_begun", "shopper", changes, { paymentId, cardMinor, pointAmount }),
    {
      at,
      text: `UPDATE orders.order_line l SET card_minor = p."cardMinor", point_amount = p."pointAmount"
               FROM jsonb_to_recordset($2) AS p(line int, "cardMinor" bigint, "pointAmount" bigint)
              WHERE l.order_id = $1 AND l.line = p.line`,
      values: [orderId, JSON.stringify(parts)],
    },
    {
      at,
      text: "INSERT INTO orders.attempt (payment_id, order_id, n, instrument) VALUES ($1, $2, 1, $3)",
      values: [paymentId, orderId, instrument],
    },
    call(at, "catalog.pin_hold", [holdId, 1], ["state", "pinned"]),
    call(at, "payment.open_attempt", [attempt, "seed"], ["did", "made"]),
  ];
}

/** The money is there: sold, and earned from. */
export function paying(purchase: SeedPurchase, at: number): TimedStatement[] {
  const { order, orderer, priced } = purchase;
  const { orderId, holdId } = purchaseIds(order.name);
  const { cardMinor, parts } = splitOf(purchase);
  const goods = parts.reduce((sum, part) => sum + part.cardMinor, 0);
  const earns = orderer.memberId ? pointsEarned(goods, priced.currency, 1) : 0;
  const earning = [orderId, orderer.memberId, 1, earns, earnDue(iso(at))];
  const told = {
    kind: "paid",
    paymentKey: gatewayNames(order.name).paymentKey,
    instrument: factsOf(order),
  };
  return [
    ...(cardMinor > 0 ? confirmed(purchase, at, told) : []),
    move(order, at, "paid", "saga", { state: "PAID", paid_at: "now", deadline_at: null }),
    call(at, "catalog.commit_hold", [holdId], ["state", "committed"]),
    move(order, at, "stock_sold", "saga", { committed: true }),
    ...(earns > 0 ? [call(at, "payment.points_earn", earning)] : []),
  ];
}

/** An account waits for its deposit. */
export function awaiting(purchase: SeedPurchase, at: number): TimedStatement[] {
  const { order, orderer } = purchase;
  const dueAt = at + DEPOSIT_HOURS * 60 * MINUTE;
  const account = {
    bank: "20",
    accountNumber: gatewayNames(order.name).accountNumber,
    holderName: orderer.name,
  };
  const { paymentKey, secret } = gatewayNames(order.name);
  const secretHash = secretDigest(secret);
  const told = { kind: "awaiting", paymentKey, account, dueAt: iso(dueAt), secretHash };
  const deadline = { state: "AWAITING_DEPOSIT", deadline_at: iso(dueAt + 15 * MINUTE) };
  return [...confirmed(purchase, at, told), move(order, at, "deposit_awaited", "saga", deadline)];
}

/** The gateway's answer is written by the functions that its answers are always written by. */
function confirmed(purchase: SeedPurchase, at: number, told: object): TimedStatement[] {
  const { order } = purchase;
  const { paymentId } = purchaseIds(order.name);
  const key = gatewayNames(order.name).paymentKey;
  const { cardMinor } = splitOf(purchase);
  const one = { paymentId, verb: "confirm", key: `confirm:${paymentId}:0`, at: iso(at), ms: 120 };
  const waits = { again: 1, deposit: 1_800 };
  const calls = [{ ...one, httpStatus: 200 }];
  const isKnown = order.payment.by === "virtual_account" && "kind" in told && told.kind === "paid";
  const begun = call(
    at,
    "payment.begin_confirm",
    ["order", paymentId, key, cardMinor, "20 seconds", "seed"],
    ["did", "call"],
  );
  const apply = [paymentId, 0, told, calls, waits, "seed"];
  return [
    ...(isKnown ? [] : [begun]),
    call(at, "payment.apply_settlement", apply, ["did", "moved"]),
  ];
}

/** The page was left until its time was over. */
export function leaving({ order }: SeedPurchase, at: number): TimedStatement[] {
  const { orderId, holdId, paymentId } = purchaseIds(order.name);
  const attempt = { id: paymentId, purpose: "order", reference: orderId, why: "expired" };
  const ended = { state: "EXPIRED", deadline_at: null, reason: "expired", closed_at: "now" };
  return [
    call(at, "payment.abandon_attempt", [attempt, "20 seconds", "seed"], ["did", "abandoned"]),
    move(order, at, "expired", "saga", ended, { reason: "expired" }),
    call(at, "catalog.release_hold", [holdId], ["state", "released"]),
  ];
}

function splitOf({ order, lines, priced }: SeedPurchase) {
  const { payment } = order;
  const points =
    payment.by === "points" ? priced.totalMinor : "points" in payment ? payment.points : 0;
  const pointAmount = points ?? 0;
  const net = lines.map((each) => ({
    line: each.line,
    netMinor: each.unit_minor * each.quantity - each.discount_minor,
  }));
  const parts = splitParts({ lines: net, shippingMinor: priced.shippingMinor }, pointAmount).lines;
  return { pointAmount, cardMinor: priced.totalMinor - pointAmount, parts };
}

function instrumentOf({ payment: { by } }: SeedOrder) {
  return by === "points" || by === "nothing" ? "card" : by;
}

const LABELS = {
  card: "41 43302012****123*",
  easy_pay: "토스페이",
  transfer: null,
  virtual_account: null,
} as const;

function factsOf(order: SeedOrder) {
  const kind = instrumentOf(order);
  return { kind, label: LABELS[kind], approval: kind === "card" ? "00001234" : null };
}
