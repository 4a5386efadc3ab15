/** The statements of returns as a small state machine: each method is one statement, and decides as its SQL does. */
import { RETURN_DAYS } from "@edgemart/contracts/order-fulfilment";
import { mayMove } from "@edgemart/contracts/transitions";
import type { ChangeRow } from "../../../src/core/change-rows.ts";
import { unitsShare } from "../../../src/core/divide.ts";
import { dayEnd, isReturnOpen } from "../../../src/core/return-terms.ts";
import type { OrderRow } from "../../../src/core/rows.ts";
import type { Asking, ReturnStore } from "../../../src/ports/returns.ts";
import { type ChangeIds, givenBack, nextN, putRefund, withoutDeposit } from "./change-store.ts";
import { timeOf } from "./clock.ts";
import { complete, notComplete } from "./days.ts";
import { LEASE_SECONDS, type ModelOrder, type OrdersTable } from "./orders-table.ts";
import { unitsIn } from "./parcel-laws.ts";
import { summed } from "./parcels.ts";

const REFUND_DAYS = 3;
const DAY = 86_400;

/** Makes the store. */
export function modelReturns(table: OrdersTable, ids: ChangeIds): ReturnStore {
  const find = (orderId: string, changeId: string) => {
    const order = table.orders.get(orderId);
    const change = order?.row.changes.find(({ id, kind }) => id === changeId && kind === "return");
    return order && change ? { order, change } : null;
  };
  const done = (order: ModelOrder) =>
    ({ kind: "done", order: table.read(order), held: null }) as const;
  return {
    async ask(asking, { key }) {
      const made = { id: ids.newChangeId(), refundId: ids.newRefundId() };
      const earlier = table.before(key);
      if (earlier) return { kind: earlier };
      const order = table.orders.get(asking.orderId);
      const refused = whyNot(table, order?.row, asking);
      if (!order || refused) return { kind: refused ?? "conflict" };
      const change = asked(table, order.row, made, asking);
      table.write(order, { changes: [...order.row.changes, change] });
      if (asking.account) table.accounts.set(change.id, JSON.stringify(asking.account));
      table.claim(key, asking.orderId);
      return done(order);
    },
    async move({ orderId, changeId }, to, { key }) {
      const earlier = table.before(key);
      if (earlier) return { kind: earlier };
      const found = find(orderId, changeId);
      if (!found) return { kind: "unknown" };
      const { order, change } = found;
      if (!mayMove("return", change.state, to))
        return { kind: change.state === to ? "already" : "conflict" };
      const isAgreed = to === "APPROVED";
      const at = isAgreed ? { approvedAt: timeOf(table.clock.now) } : {};
      table.writeChange(order, change, { state: to, ...at });
      if (!isAgreed) table.accounts.delete(changeId);
      table.write(order, {});
      table.claim(key, orderId);
      return done(order);
    },
    async receive({ orderId, changeId }, lines, { key }) {
      const earlier = table.before(key);
      if (earlier) return { kind: earlier };
      const found = find(orderId, changeId);
      if (!found) return { kind: "unknown" };
      const { order, change } = found;
      const isDue = change.state === "APPROVED" || !table.rules.returnCountsOnce;
      if (!isDue) return { kind: "conflict" };
      const isTooMuch = lines.some(
        ({ line, received }, index) =>
          lines.findIndex((each) => each.line === line) !== index ||
          received > (change.lines.find((each) => each.line === line)?.quantity ?? 0),
      );
      if (isTooMuch) return { kind: "too_many" };
      const received = arrived(table, order, change, lines);
      table.claim(key, orderId);
      const held = putRefund(table, order, changeId, received.version);
      return { kind: "done", order: table.read(order), held };
    },
    async complete(orderId) {
      const order = table.orders.get(orderId);
      if (!order) return { kind: "conflict" };
      if (order.row.state === "COMPLETED") return { kind: "already" };
      const why = notComplete(table, order.row);
      if (why) return { kind: why };
      complete(table, order, LEASE_SECONDS);
      const step = table.steps.get(orderId);
      return { kind: "done", order: table.read(order), held: step ? table.held(step) : null };
    },
  };
}

/** Why no return is opened; null when one may be. */
function whyNot(
  table: OrdersTable,
  row: OrderRow | undefined,
  { lines, reason }: Asking,
): "conflict" | "too_many" | "closed" | null {
  if (row?.state !== "PAID" && row?.state !== "COMPLETED") return "conflict";
  for (const { line, quantity } of summed(lines)) {
    const there = row.lines.find((each) => each.line === line);
    if (!there || quantity > there.quantity - there.cancelled - there.returned) return "too_many";
    const open = row.changes
      .filter(isReturnOpen)
      .flatMap((change) => change.lines)
      .filter((each) => each.line === line)
      .reduce((sum, each) => sum + each.quantity, 0);
    const sent = unitsIn(row, line, ["SHIPPED", "DELIVERED"]);
    if (quantity > sent - open - there.returned) return "conflict";
  }
  const { deliveredAt } = row;
  const isOver =
    deliveredAt !== null && timeOf(table.clock.now) > dayEnd(deliveredAt, RETURN_DAYS[reason]);
  return isOver ? "closed" : null;
}

function asked(
  table: OrdersTable,
  row: OrderRow,
  made: { id: string; refundId: string },
  { lines, reason, note, feeMinor, isAgreed }: Asking,
): ChangeRow {
  const now = timeOf(table.clock.now);
  const agreed = isAgreed
    ? { state: "APPROVED", version: 2, approvedAt: now }
    : { state: "REQUESTED", version: 1, approvedAt: null };
  return {
    ...{ ...made, ...agreed, kind: "return", n: nextN(row), reason, note, feeMinor },
    ...{ cardMinor: 0, pointAmount: 0, needsAccount: false, failure: null },
    ...{ receivedAt: null, refundDueAt: null, createdAt: now },
    lines: summed(lines).map((line) => ({
      ...{ ...line, received: null, restocked: null, cardMinor: 0, pointAmount: 0 },
    })),
  };
}

type Receipt = Parameters<ReturnStore["receive"]>[1];

/** Counts what arrived, and fixes what it gives back. */
function arrived(
  table: OrdersTable,
  order: ModelOrder,
  change: ChangeRow,
  receipt: Receipt,
): ChangeRow {
  const { row } = order;
  const given = givenBack(row);
  const changed = change.lines.map((each) => {
    const told = receipt.find(({ line }) => line === each.line);
    const line = row.lines.find((of) => of.line === each.line);
    if (!line) throw new Error(`${change.id} has a line that ${row.id} has not`);
    const received = told?.received ?? 0;
    const restocked = table.rules.restocksWhatArrived ? (told?.restocked ?? 0) : each.quantity;
    const share = (amount: number) =>
      unitsShare(amount, line.quantity, line.cancelled + line.returned, received);
    const shares = { cardMinor: share(line.cardMinor), pointAmount: share(line.pointAmount) };
    return { ...each, received, restocked, ...shares };
  });
  const lines = row.lines.map((line) => ({
    ...line,
    returned: line.returned + (changed.find((each) => each.line === line.line)?.received ?? 0),
  }));
  const sum = (part: "received" | "cardMinor" | "pointAmount") =>
    changed.reduce((total, each) => total + (each[part] ?? 0), 0);
  let [card, points] = [sum("cardMinor"), sum("pointAmount")];
  const isLast = lines.every((each) => each.cancelled + each.returned >= each.quantity);
  if (change.reason !== "changed_mind" && sum("received") > 0 && isLast) {
    card += row.cardMinor - lines.reduce((total, { cardMinor }) => total + cardMinor, 0);
    points += row.pointAmount - lines.reduce((total, each) => total + each.pointAmount, 0);
  }
  card = Math.min(card, row.cardMinor - given.card);
  points = Math.min(points, row.pointAmount - given.points);
  const fee = Math.min(change.feeMinor, card + points);
  const { now } = table.clock;
  const written = table.writeChange(order, change, {
    ...{ state: "RECEIVED", n: nextN(row), feeMinor: fee, lines: changed },
    cardMinor: withoutDeposit(row, Math.max(0, card - fee)),
    pointAmount: points - Math.max(0, fee - card),
    ...{ receivedAt: timeOf(now), refundDueAt: businessDayEnd(now) },
  });
  const changes = [...order.row.changes].sort((a, b) =>
    a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.n - b.n,
  );
  table.write(order, { lines, changes });
  return written;
}

/** Gives the end of the third business day, in Seoul, after a second of the world. */
function businessDayEnd(now: number): string {
  for (let n = 1, days = 0; ; n++) {
    const end = dayEnd(timeOf(now), n);
    const weekday = new Date(Date.parse(end) + 9 * 3_600_000).getUTCDay();
    if (weekday !== 0 && weekday !== 6) days += 1;
    if (days === REFUND_DAYS) return end;
    if (n > DAY) throw new Error("no business day");
  }
}
