/** The statements of changes as a small state machine: each method is one statement, and decides as its SQL does. */

import type { ChangeRow } from "../../../src/core/change-rows.ts";
import { unitsShare } from "../../../src/core/divide.ts";
import type { OrderRow } from "../../../src/core/rows.ts";
import type { Cancelled, Cancelling, ChangeStore } from "../../../src/ports/changes.ts";
import { timeOf } from "./clock.ts";
import type { ModelOrder, OrdersTable } from "./orders-table.ts";
import { isSame } from "./settling.ts";

/** Ids of what the store makes. */
export interface ChangeIds {
  newChangeId(): string;
  newRefundId(): string;
}

/** Makes the store. */
export function modelChanges(table: OrdersTable, ids: ChangeIds): ChangeStore {
  return {
    beginCancel: async (cancelling) => beginCancel(table, ids, cancelling),
    async cancelUnpaid(asked, { key }) {
      const order = table.orders.get(asked.id);
      const isUnpaid = ["PENDING", "PAYING", "AWAITING_DEPOSIT"].includes(asked.state);
      if (!order || !isUnpaid || !isSame(table, order, asked)) return null;
      if (table.before(key) !== null) return null;
      table.claim(key, asked.id);
      const isPending = asked.state === "PENDING";
      if (isPending) table.write(order, { state: "CANCELLED", reason: "cancelled" }, null);
      else table.write(order, { cancelRequested: true });
      const step = table.putStep(
        order,
        isPending
          ? { name: "release", args: {}, dueSeconds: 0 }
          : { name: "end", args: { to: "CANCELLED", reason: "cancelled" }, dueSeconds: 0 },
      );
      return step && table.held(step);
    },
    async moveChange(held, change, move) {
      const order = table.orders.get(held.order.id);
      const there = order?.row.changes.find(({ id }) => id === change.id);
      if (!order || there?.state !== change.state || there.version !== change.version) return null;
      // Changes are read as they were before the statement.
      const { changes } = order.row;
      const why = move.to === "FAILED" ? move.why : null;
      const needsAccount = why === "account_required";
      table.writeChange(order, there, { state: move.to, failure: why, needsAccount });
      if (move.to === "DONE") table.accounts.delete(change.id);
      const isFailed = move.to === "FAILED";
      table.write(order, isFailed ? { attention: order.row.attention ?? "refund_failed" } : {});
      if (move.to !== "REFUNDING") table.steps.delete(held.step.subject);
      return { order: { ...table.read(order), changes } };
    },
    async accountOf(changeId) {
      const sealed = table.accounts.get(changeId);
      return sealed === undefined ? null : JSON.parse(sealed);
    },
    async giveAccount(orderId, changeId, account) {
      const order = table.orders.get(orderId);
      const there = order?.row.changes.find(({ id }) => id === changeId);
      if (!order || there?.state !== "FAILED" || !there.needsAccount) return null;
      const { changes } = order.row;
      table.writeChange(order, there, { state: "REFUNDING", needsAccount: false, failure: null });
      table.accounts.set(changeId, JSON.stringify(account));
      const { attention } = order.row;
      table.write(order, { attention: attention === "refund_failed" ? null : attention });
      if (table.steps.has(changeId)) return null;
      const held = putRefund(table, order, changeId, there.version + 1);
      return { ...held, order: { ...held.order, changes } };
    },
  };
}

/** Puts the step of a change's refund, held by its writer. */
export function putRefund(
  table: OrdersTable,
  order: ModelOrder,
  changeId: string,
  version: number,
) {
  const step = table.putStep(order, { name: "refund", args: {}, dueSeconds: 0 }, changeId);
  if (!step) throw new Error("a step was put");
  step.version = version;
  return table.held(step);
}

/** What all changes of an order give back, or will. */
export function givenBack({ changes }: OrderRow): { card: number; points: number } {
  return {
    card: changes.reduce((sum, { cardMinor }) => sum + cardMinor, 0),
    points: changes.reduce((sum, { pointAmount }) => sum + pointAmount, 0),
  };
}

/** The number of an order's next change. */
export function nextN({ changes }: OrderRow): number {
  return Math.max(0, ...changes.map(({ n }) => n)) + 1;
}

/** Of a deposit that the bank took back no card part goes back: it is not there. */
export function withoutDeposit({ attention }: OrderRow, cardMinor: number): number {
  return attention === "deposit_reversed" ? 0 : cardMinor;
}

function beginCancel(table: OrdersTable, ids: ChangeIds, cancelling: Cancelling): Cancelled {
  const { orderId, lines: asked, reason, account, who } = cancelling;
  const id = ids.newChangeId();
  const refundId = ids.newRefundId();
  const earlier = table.before(who.key);
  if (earlier) return { kind: earlier };
  const order = table.orders.get(orderId);
  if (order?.row.state !== "PAID") return { kind: "conflict" };
  const { row } = order;
  const isCounted = table.rules.cancelCounts;
  const leftOf = (line: (typeof row.lines)[number]) =>
    line.quantity - line.cancelled - line.shipped;
  const left = row.lines.reduce((sum, line) => sum + leftOf(line), 0);
  const shipped = row.lines.reduce((sum, line) => sum + line.shipped, 0);
  if (asked === null && (shipped > 0 || left === 0) && isCounted) return { kind: "conflict" };
  const wantedOf = (line: number) =>
    (asked ?? [])
      .filter((each) => each.line === line)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  for (const { line } of asked ?? []) {
    const there = row.lines.find((each) => each.line === line);
    const wanted = wantedOf(line);
    if (!there || (wanted > there.quantity - there.cancelled && isCounted))
      return { kind: "too_many" };
    if (wanted > leftOf(there) && isCounted) return { kind: "conflict" };
  }
  const given = givenBack(row);
  const changed = row.lines.flatMap((line) => {
    const k = asked === null ? leftOf(line) : wantedOf(line.line);
    const before = line.cancelled + line.returned;
    const share = (amount: number) => unitsShare(amount, line.quantity, before, k);
    const { cardMinor, pointAmount } = line;
    if (k <= 0) return [];
    return [
      {
        line: line.line,
        quantity: k,
        received: null,
        restocked: null,
        cardMinor: share(cardMinor),
        pointAmount: share(pointAmount),
      },
    ];
  });
  let card = changed.reduce((sum, { cardMinor }) => sum + cardMinor, 0);
  let points = changed.reduce((sum, { pointAmount }) => sum + pointAmount, 0);
  const isWhole =
    left - changed.reduce((sum, { quantity }) => sum + quantity, 0) <= 0 && shipped === 0;
  if (isWhole) {
    card += row.cardMinor - row.lines.reduce((sum, { cardMinor }) => sum + cardMinor, 0);
    points += row.pointAmount - row.lines.reduce((sum, { pointAmount }) => sum + pointAmount, 0);
  }
  const change: ChangeRow = {
    ...{ id, kind: "cancel", state: "OPEN", version: 2, n: nextN(row), reason },
    ...{ feeMinor: 0, refundId, needsAccount: false, failure: null, note: "" },
    ...{ approvedAt: null, receivedAt: null, refundDueAt: null },
    cardMinor: withoutDeposit(row, Math.min(card, row.cardMinor - given.card)),
    pointAmount: Math.min(points, row.pointAmount - given.points),
    createdAt: timeOf(table.clock.now),
    lines: changed,
  };
  const lines = row.lines.map((line) => ({
    ...line,
    cancelled: line.cancelled + (changed.find((each) => each.line === line.line)?.quantity ?? 0),
  }));
  table.write(order, {
    ...{ lines, changes: [...row.changes, change] },
    ...(isWhole && { state: "CANCELLED" as const, reason: "cancelled" }),
  });
  if (account) table.accounts.set(id, JSON.stringify(account));
  if (isWhole) table.steps.delete(row.id);
  table.claim(who.key, row.id);
  return { kind: "begun", held: putRefund(table, order, id, change.version) };
}
