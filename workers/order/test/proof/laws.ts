/** What must hold of a world: some of it after every step, all of it when everything is quiet. @see specs/orders.md 60 */
import { brokenStockLaws } from "../../../catalog/test/proof/stock-model.ts";
import type { OrderRow } from "../../src/core/rows.ts";
import type { ModelOrder } from "./model/orders-table.ts";
import type { Snapshot, Tables } from "./model-world.ts";
import { isTakenBack, moneyLaws, type Say } from "./money-laws.ts";
import type { Told } from "./people.ts";
import { COUPON, COUPON_USES } from "./shop.ts";

/** Laws that hold at every moment. */
export function brokenNow({ tables }: Snapshot): string[] {
  const { orders, payments, purses, stock } = tables;
  return [
    ...brokenStockLaws(stock).map((law) => `a: ${law}`),
    ...orders.broken,
    ...payments.broken,
    ...purses.broken,
    ...couponLaw(tables),
  ];
}

/** Everything that is wrong at the end. */
export function brokenAtRest(world: Snapshot, told: Told): string[] {
  const { tables } = world;
  const broken = [...brokenNow(world), ...tables.purses.lawsBroken()];
  for (const order of tables.orders.orders.values()) broken.push(...ofOrder(world, order));
  for (const [orderId, times] of tables.orders.paidTold) {
    if (times > 1) broken.push(`d: order.paid of ${orderId} was written ${times} times`);
  }
  for (const booked of world.world.gateway.books.values()) {
    if (booked.charges > 1)
      broken.push(`d: ${booked.paymentKey} was charged ${booked.charges} times`);
  }
  for (const orderId of told.paid) {
    const order = tables.orders.orders.get(orderId);
    if (order?.row.paidAt == null) broken.push(`${orderId} was said to be paid`);
  }
  for (const paymentId of told.declined) {
    if (tables.payments.payments.get(paymentId)?.state === "PAID") {
      broken.push(`${paymentId} was said to be declined`);
    }
  }
  return broken;
}

const ENDS = ["PAID", "COMPLETED", "CANCELLED", "EXPIRED"];

function ofOrder(world: Snapshot, { row, deadline }: ModelOrder): string[] {
  const { tables } = world;
  const wrong: string[] = [];
  const say = (law: string, what: string) => wrong.push(`${law}: ${row.id} ${row.state} ${what}`);
  if (!ENDS.includes(row.state)) say("f", "has not ended");
  if (deadline !== null && deadline <= tables.orders.clock.now) say("f", "is over its deadline");
  if (tables.orders.steps.has(row.id))
    say("f", `still owes ${tables.orders.steps.get(row.id)?.name}`);
  for (const { id, state, failure } of row.changes) {
    if (isTakenBack(world, row.id)) continue;
    const waits = state === "FAILED" && row.attention !== null;
    if (state !== "DONE" && !waits) say("f", `${id} is ${state}`);
    if (waits && !FOR_PEOPLE.includes(failure ?? "")) say("f", `${id} failed of ${failure}`);
  }
  holdLaw(world, row, say);
  moneyLaws(world, row, say);
  return wrong;
}

/** Refusals that only people can end: an account is needed, or the gateway itself does not cancel. */
const FOR_PEOPLE = ["account_required", "INVALID_REFUND_ACCOUNT_INFO", "NOT_CANCELABLE_PAYMENT"];

function holdLaw(world: Snapshot, row: OrderRow, say: Say): void {
  const { stock } = world.tables;
  // Its refund does not end, and with it what it puts back.
  if (isTakenBack(world, row.id)) return;
  const hold = stock.holds.get(row.holdId);
  const isPaid = row.state === "PAID" || row.state === "COMPLETED";
  if (isPaid && hold?.state !== "committed") say("a", `has its hold ${hold?.state}`);
  if (isPaid && !row.committed) say("f", "has not noted that its stock is sold");
  if (isPaid || (row.state !== "CANCELLED" && row.state !== "EXPIRED")) {
    if (hold?.state === "committed") backLaw(hold.lines, row, say);
    return;
  }
  if (row.paidAt === null) {
    if (hold?.state === "pinned" || hold?.state === "committed")
      say("f", `left its hold ${hold.state}`);
    // What the catalog has promised to an order that is no more blocks others until it expires.
    if (hold?.state === "held" && row.reason !== "expired") say("f", "left its hold held");
    return;
  }
  if (hold?.state !== "committed") say("a", `was paid, its hold is ${hold?.state}`);
  else backLaw(hold.lines, row, say);
}

/** What was cancelled is on the shelf again, and no more. */
function backLaw(
  lines: readonly { sku: string; restocked: number }[],
  row: OrderRow,
  say: Say,
): void {
  for (const line of row.lines) {
    const back = lines.find(({ sku }) => sku === line.sku)?.restocked ?? 0;
    if (back !== line.cancelled) say("a", `${line.sku}: ${line.cancelled} cancelled, ${back} back`);
  }
}

function couponLaw({ orders }: Tables): string[] {
  const uses = orders.coupons.get(COUPON)?.uses ?? 0;
  const kept = [...orders.couponUses.values()].filter(({ state }) => state !== "given_back").length;
  const broken: string[] = [];
  if (uses !== kept) broken.push(`f: the coupon counts ${uses} uses, ${kept} orders have one`);
  if (kept > COUPON_USES) broken.push(`d: ${kept} orders used a coupon of ${COUPON_USES}`);
  return broken;
}
