/** The statements of orders as a small state machine: each method is one statement, and decides as its SQL does. */
import { ATTEMPTS_MAX } from "@edgemart/contracts/order";
import { minorOf } from "@edgemart/contracts/payment";
import type { Held } from "../../../src/core/rows.ts";
import type { OrderStore } from "../../../src/ports/orders.ts";
import {
  LEASE_SECONDS,
  type ModelOrder,
  type ModelStep,
  type OrdersTable,
  PAYABLE_SECONDS,
  unleased,
} from "./orders-table.ts";
import { placeInModel } from "./placing.ts";
import { isSame, settleInModel } from "./settling.ts";
import { goOn } from "./staff-acts.ts";

const OPEN_STEPS = ["open", "look", "confirm"];

/** What the store is made with. */
export interface StoreTerms {
  holdSeconds: number;
  readySeconds: number;
}

/** Makes the store. */
export function modelOrders(table: OrdersTable, terms: StoreTerms): OrderStore {
  const { clock, orders, steps } = table;
  const find = (id: string): ModelOrder | undefined => orders.get(id);
  return {
    place: async (placing) => placeInModel(table, placing),
    async placedBy(principal, { key, input }) {
      const found = table.keys.get(`${principal} ${key}`);
      return found ? { orderId: found.subject, sameInput: found.input === input } : null;
    },
    async find(orderId) {
      const order = find(orderId);
      return order ? table.read(order) : null;
    },
    async findByPayment(paymentId) {
      const order = find(table.attempts.get(paymentId) ?? "");
      return order ? table.read(order) : null;
    },
    async begin(asked, beginning, parts) {
      const order = find(asked.id);
      if (!order || !isSame(table, order, asked) || order.row.state !== "PENDING") return null;
      const isOver = order.placed + PAYABLE_SECONDS <= clock.now;
      if (order.row.attempts >= ATTEMPTS_MAX || isOver) return null;
      // Its coupon is on its way to the order that takes its place.
      if (table.isTakenOver(asked.id)) return null;
      const { paymentId, cardMinor, pointAmount, instrument, cashReceipt } = beginning;
      const before = order.row;
      const lines = before.lines.map((line, index) => ({ ...line, ...parts[index] }));
      table.write(
        order,
        {
          ...{ state: "PAYING", attempts: order.row.attempts + 1, paymentId, instrument, lines },
          ...{ cardMinor, pointAmount, reason: null },
        },
        clock.now + terms.readySeconds,
      );
      table.attempts.set(paymentId, order.row.id);
      const args = { instrument, cashReceipt };
      const held = heldOf(table, table.putStep(order, { name: "open", args, dueSeconds: 0 }));
      // Lines and instrument are read as they were before the statement.
      return (
        held && {
          ...held,
          order: { ...held.order, lines: before.lines, instrument: before.instrument },
        }
      );
    },
    async beginConfirm(paymentId, amount, paymentKey) {
      const order = orders.get(table.attempts.get(paymentId) ?? "");
      if (!order) return null;
      const { row } = order;
      const step = steps.get(row.id);
      const isTheirs =
        step?.name === "look" || (step?.name === "confirm" && step.args.paymentKey === paymentKey);
      const isAmount = row.cardMinor === minorOf(amount, row.currency);
      const isMeant = row.state === "PAYING" && row.paymentId === paymentId && isAmount;
      if (!step || !isTheirs || !isMeant) return { order: table.read(order), step: null };
      Object.assign(step, { name: "confirm", args: { paymentKey }, due: clock.now });
      Object.assign(step, { lease: clock.now + LEASE_SECONDS, tries: 0, error: null });
      return table.held(step);
    },
    async replaceStep(asked, { name, args }) {
      const order = find(asked.id);
      const step = steps.get(asked.id);
      if (!order || !step || order.row.version !== asked.version) return null;
      if (!table.isFree(step) || !OPEN_STEPS.includes(step.name)) return null;
      Object.assign(step, { name, args, due: clock.now, version: order.row.version });
      Object.assign(step, { lease: clock.now + LEASE_SECONDS, tries: 0, error: null });
      return table.held(step);
    },
    settle: async (held, decision) => settleInModel(table, terms.holdSeconds, held, decision),
    async take({ looks, limit }) {
      const due = [...steps.values()].filter(
        (step) => (step.name === "look") === looks && step.due <= clock.now && table.isFree(step),
      );
      due.sort((a, b) => a.due - b.due || (a.subject < b.subject ? -1 : 1));
      return due.slice(0, limit).map((step) => taken(table, step));
    },
    // The world has no queue of steps: its sweeps do everything.
    handOver: async () => [],
    takeHanded: async () => [],
    async takeOf(subject, only) {
      const step = steps.get(subject);
      if (!step || (only !== undefined && step.name !== only)) return null;
      return table.isFree(step) ? taken(table, step) : null;
    },
    endOverdue: async (limit) => endOverdue(table, limit),
    async hear({ eventId, orderId, refundId, isRefunded, paidForGood }) {
      if (table.seen.has(eventId) && table.rules.messagesOnce) return null;
      table.seen.add(eventId);
      table.heard.set(eventId, (table.heard.get(eventId) ?? 0) + 1);
      const order = find(orderId);
      if (refundId !== null) {
        const change = order?.row.changes.find((each) => each.refundId === refundId);
        const step = steps.get(change?.id ?? "");
        if (step) step.due = clock.now;
        if (order && change?.state === "FAILED" && isRefunded) {
          goOn(table, order, change);
          const { attention } = order.row;
          table.write(order, { attention: attention === "refund_failed" ? null : attention });
        }
        return steps.get(change?.id ?? "")?.subject ?? null;
      }
      if (!order || order.row.paymentId === null) return null;
      if (order.row.paidAt !== null && order.row.paymentId === paidForGood) return null;
      const step = steps.get(orderId);
      if (step) step.due = clock.now;
      else {
        unleased(table.putStep(order, { name: "look", args: {}, dueSeconds: 0 }));
      }
      return orderId;
    },
  };
}

function heldOf(table: OrdersTable, step: ModelStep | null): Held | null {
  return step && table.held(step);
}

function taken(table: OrdersTable, step: ModelStep): Held {
  step.lease = table.clock.now + LEASE_SECONDS;
  step.tries += 1;
  return table.held(step);
}

function endOverdue(table: OrdersTable, limit: number): number {
  const { now } = table.clock;
  const late = [...table.orders.values()]
    .filter(({ row, deadline }) => deadline !== null && deadline <= now && row.state !== "PLACING")
    .sort((a, b) => (a.deadline ?? 0) - (b.deadline ?? 0))
    .slice(0, limit);
  let ended = 0;
  for (const order of late) {
    const step = table.steps.get(order.row.id);
    const { state } = order.row;
    if (state === "PENDING") {
      table.write(order, { state: "EXPIRED", reason: "expired" }, null);
      if (step) unleased(table.putStep(order, { name: "release", args: {}, dueSeconds: 0 }));
      ended += 1;
    } else if (!step || (OPEN_STEPS.includes(step.name) && table.isFree(step))) {
      const to = state === "PAYING" ? "PENDING" : "EXPIRED";
      const args = { to, reason: "expired" } as const;
      unleased(table.putStep(order, { name: "end", args, dueSeconds: 0 }));
      ended += 1;
    }
  }
  return ended;
}
