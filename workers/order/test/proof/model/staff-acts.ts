/** The statements of staff as a small state machine: each method is one statement, and decides as its SQL does. */
import type { ChangeRow } from "../../../src/core/change-rows.ts";
import type { AdminActs } from "../../../src/ports/administration.ts";
import { type ChangeIds, givenBack, nextN, putRefund } from "./change-store.ts";
import { timeOf } from "./clock.ts";
import { type ModelOrder, type OrdersTable, unleased } from "./orders-table.ts";

/** Makes the acts. */
export function modelStaffActs(table: OrdersTable, ids: ChangeIds): AdminActs {
  return {
    async recall(key) {
      const before = table.before(key);
      return before && { sameInput: before === "known" };
    },
    async beginGoodwill({ orderId, amountMinor, reason, account }, { key }) {
      const made = { id: ids.newChangeId(), refundId: ids.newRefundId() };
      const earlier = table.before(key);
      if (earlier) return { kind: earlier };
      const order = table.orders.get(orderId);
      const isKept = order?.row.state === "PAID" || order?.row.state === "COMPLETED";
      if (!order || !isKept || order.row.attention === "deposit_reversed")
        return { kind: "conflict" };
      const { row } = order;
      const given = table.rules.goodwillCounts ? givenBack(row) : { card: 0, points: 0 };
      const left = row.cardMinor + row.pointAmount - given.card - given.points;
      if (amountMinor > left) return { kind: "exceeds" };
      const cardMinor = Math.min(amountMinor, row.cardMinor - given.card);
      if (cardMinor > 0 && account === null && row.instrument === "virtual_account")
        return { kind: "account_required" };
      const change: ChangeRow = {
        ...{ ...made, kind: "goodwill", state: "OPEN", version: 1, n: nextN(row), reason },
        ...{ cardMinor, pointAmount: amountMinor - cardMinor, feeMinor: 0, note: "" },
        ...{ needsAccount: false, failure: null, approvedAt: null, receivedAt: null },
        ...{ refundDueAt: null, createdAt: timeOf(table.clock.now), lines: [] },
      };
      table.write(order, { changes: [...row.changes, change] });
      if (account) table.accounts.set(change.id, JSON.stringify(account));
      table.claim(key, orderId);
      return { kind: "begun", held: putRefund(table, order, change.id, change.version) };
    },
    async clear(orderId, { key }) {
      const order = table.orders.get(orderId);
      if (!order || order.row.attention === null || table.before(key) !== null) return false;
      table.write(order, { attention: null });
      table.claim(key, orderId);
      return true;
    },
    async redrive(orderId, { key }) {
      const order = table.orders.get(orderId);
      if (!order || table.before(key) !== null) return [];
      const owed = [...table.steps.values()].filter((step) => step.orderId === orderId);
      for (const step of owed) step.due = table.clock.now;
      const again = order.row.changes.filter(
        ({ state, needsAccount }) => state === "FAILED" && !needsAccount,
      );
      for (const change of again) goOn(table, order, change);
      const due = new Set([...owed.map(({ subject }) => subject), ...again.map(({ id }) => id)]);
      if (due.size === 0) return [];
      const { attention } = order.row;
      const isFailure = again.length > 0 && attention === "refund_failed";
      table.write(order, { attention: isFailure ? null : attention });
      table.claim(key, orderId);
      return [...due].sort();
    },
  };
}

/** Lets a change that had failed go on: its refund is owed by a step that no one has. */
export function goOn(table: OrdersTable, order: ModelOrder, change: ChangeRow): void {
  const set = { state: "REFUNDING", failure: null, needsAccount: false };
  const { version } = table.writeChange(order, change, set);
  if (table.steps.has(change.id)) return;
  const step = table.putStep(order, { name: "refund", args: {}, dueSeconds: 0 }, change.id);
  if (step) step.version = version;
  unleased(step);
}
