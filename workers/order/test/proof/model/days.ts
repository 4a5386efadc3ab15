/** What time alone does after paying, as the function `orders.pass_days` does it. */

import { dayEnd } from "../../../src/core/return-terms.ts";
import type { OrderRow } from "../../../src/core/rows.ts";
import type { DaysPassed } from "../../../src/ports/parcels.ts";
import { secondsOf, timeOf } from "./clock.ts";
import type { ModelOrder, OrdersTable } from "./orders-table.ts";
import { writeParcels } from "./parcels.ts";

const DAY = 86_400;
const DELIVERED_DAYS = 14;
const ARRIVES_DAYS = 30;
const MIND_DAYS = 7;
const LATE = ["RECEIVED", "REFUNDING", "FAILED"];

/** Does it. @param most of each kind: more than a schedule ever has */
export function passDays(table: OrdersTable, most: number): DaysPassed {
  const passed = { delivered: 0, withdrawn: 0, overdue: 0, completed: 0 };
  const { now } = table.clock;
  const isPast = (time: string | null, days: number) =>
    time !== null && secondsOf(time) <= now - days * DAY;
  for (const order of [...table.orders.values()].slice(0, most)) {
    if (order.row.paidAt === null) continue;
    const old = order.row.shipments.filter(
      ({ state, shippedAt }) => state === "SHIPPED" && isPast(shippedAt, DELIVERED_DAYS),
    );
    if (old.length === 0) continue;
    const set = { state: "DELIVERED", deliveredAt: timeOf(now) } as const;
    writeParcels(
      table,
      order,
      old.map(({ id }) => id),
      set,
    );
    passed.delivered += old.length;
  }
  for (const order of table.orders.values()) {
    const old = order.row.changes.filter(
      ({ kind, state, approvedAt }) =>
        kind === "return" && state === "APPROVED" && isPast(approvedAt, ARRIVES_DAYS),
    );
    if (old.length === 0) continue;
    for (const change of old) {
      table.writeChange(order, change, { state: "WITHDRAWN" });
      table.accounts.delete(change.id);
    }
    table.write(order, {});
    passed.withdrawn += old.length;
  }
  for (const order of table.orders.values()) passed.overdue += raiseLate(table, order);
  for (const order of table.orders.values()) {
    const { state, deliveredAt } = order.row;
    if (state !== "PAID" || deliveredAt === null || !isPast(deliveredAt, MIND_DAYS)) continue;
    if (timeOf(now) <= dayEnd(deliveredAt, MIND_DAYS) || notComplete(table, order.row)) continue;
    complete(table, order, 0);
    passed.completed += 1;
  }
  return passed;
}

/** Raises an order whose refund of a return is late, once for each return. */
function raiseLate(table: OrdersTable, order: ModelOrder): number {
  const { row } = order;
  const [late] = row.changes
    .filter(
      ({ id, kind, state, refundDueAt }) =>
        kind === "return" &&
        LATE.includes(state) &&
        refundDueAt !== null &&
        refundDueAt < timeOf(table.clock.now) &&
        !table.raised.has(id),
    )
    .sort((a, b) => ((a.refundDueAt ?? "") < (b.refundDueAt ?? "") ? -1 : 1));
  if (row.attention !== null || !late) return 0;
  table.raised.add(late.id);
  table.write(order, { attention: "return_overdue" });
  return 1;
}

const ENDED = ["DONE", "REJECTED", "WITHDRAWN"];

/** Tells what keeps a paid order from being completed; null for nothing. */
export function notComplete(
  { steps, rules }: OrdersTable,
  { id, state, deliveredAt, attention, changes }: OrderRow,
): "conflict" | "owed" | null {
  if (state !== "PAID" || deliveredAt === null || attention === "deposit_reversed")
    return "conflict";
  if (!rules.completesAtRest) return null;
  const isStuck = changes.some((each) => !ENDED.includes(each.state) && !steps.has(each.id));
  if (isStuck) return "conflict";
  return [...steps.values()].some(({ orderId }) => orderId === id) ? "owed" : null;
}

/** Completes an order. A member's points are owed by a step. @param leased seconds that the step is its writer's */
export function complete(table: OrdersTable, order: ModelOrder, leased: number): void {
  table.write(order, { state: "COMPLETED" });
  if (order.row.memberId === null) return;
  const step = table.putStep(order, { name: "settle", args: {}, dueSeconds: 0 });
  if (step) step.lease = table.clock.now + leased;
}
