/** What must hold of a world: some of it after every step, all of it when everything is quiet. @see specs/orders.md 60 */
import { brokenStockLaws } from "../../../catalog/test/proof/stock-model.ts";
import type { OrderRow } from "../../src/core/rows.ts";
import type { Told } from "./crowd.ts";
import type { ModelOrder } from "./model/orders-table.ts";
import { lineLaws, notDelivered } from "./model/parcel-laws.ts";
import type { Snapshot, Tables } from "./model-world.ts";
import { isTakenBack, isUnresolved, moneyLaws, type Say } from "./money-laws.ts";
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
  for (const [message, times] of tables.orders.heard) {
    if (times > 1) broken.push(`d: ${message} had its effect ${times} times`);
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
  changeLaw(world, row, say);
  wrong.push(...lineLaws(row));
  completedLaw(row, say);
  holdLaw(world, row, say);
  moneyLaws(world, row, say);
  return wrong;
}

/** Refusals that only people can end: an account is needed, or the gateway itself does not cancel. */
const FOR_PEOPLE = ["account_required", "INVALID_REFUND_ACCOUNT_INFO", "NOT_CANCELABLE_PAYMENT"];
/** How a change ends by itself; a return that was asked for waits for staff. */
const ENDED = ["DONE", "REJECTED", "WITHDRAWN", "REQUESTED"];

function changeLaw(world: Snapshot, { id: orderId, changes }: OrderRow, say: Say): void {
  if (isTakenBack(world, orderId)) return;
  for (const { id, state, failure, refundId } of changes) {
    if (ENDED.includes(state) || isUnresolved(world, refundId)) continue;
    if (state !== "FAILED") say("f", `${id} is ${state}`);
    else if (!FOR_PEOPLE.includes(failure ?? "")) say("f", `${id} failed of ${failure}`);
  }
}

/** An order is complete when nothing of it is under way, and then by itself. */
function completedLaw(row: OrderRow, say: Say): void {
  const { state, deliveredAt, attention, shipments, changes } = row;
  for (const { id, state: of } of shipments) if (of === "SHIPPED") say("f", `${id} is SHIPPED`);
  if (state === "COMPLETED") {
    const own = changes.filter(({ kind }) => kind === "cancel");
    for (const what of notDelivered({ ...row, changes: own })) say("f", what);
    return;
  }
  const waits = changes.some((change) => !["DONE", "REJECTED", "WITHDRAWN"].includes(change.state));
  if (state === "PAID" && deliveredAt !== null && attention !== "deposit_reversed" && !waits)
    say("f", "is delivered and not completed");
}

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

/** What was cancelled, and what arrived and can be sold again, is on the shelf, and no more. */
function backLaw(
  lines: readonly { sku: string; restocked: number }[],
  row: OrderRow,
  say: Say,
): void {
  for (const line of row.lines) {
    const back = lines.find(({ sku }) => sku === line.sku)?.restocked ?? 0;
    const came = row.changes
      .filter(({ kind, state }) => kind === "return" && (state === "DONE" || state === "FAILED"))
      .flatMap((change) => change.lines)
      .filter((each) => each.line === line.line);
    const sold = came.reduce((sum, { restocked }) => sum + (restocked ?? 0), 0);
    const isMore = came.some(({ restocked, received }) => (restocked ?? 0) > (received ?? 0));
    if (isMore) say("a", `${line.sku}: more is back than arrived`);
    const due = line.cancelled + sold;
    if (back !== due) say("a", `${line.sku}: ${due} cancelled or returned, ${back} back`);
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
