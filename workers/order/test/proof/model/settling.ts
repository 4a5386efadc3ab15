/** What carries decisions out: each is one statement that compares before it writes. */
import {
  ATTENTION_TRIES,
  type Decision,
  type Move,
  waitSeconds,
} from "../../../src/core/decision.ts";
import type { Held, OrderRow } from "../../../src/core/rows.ts";
import type { OrderStore } from "../../../src/ports/orders.ts";
import { secondsOf, timeOf } from "./clock.ts";
import {
  LEASE_SECONDS,
  type ModelOrder,
  type ModelStep,
  type OrdersTable,
  PAYABLE_SECONDS,
  unleased,
} from "./orders-table.ts";

/** Compares as the statement of a move does. */
export function isSame({ rules }: OrdersTable, { row }: ModelOrder, asked: OrderRow): boolean {
  if (!rules.movesCompare) return true;
  return row.state === asked.state && row.version === asked.version;
}

/** Carries one decision out. @returns null when the step or the order was no longer what it was made on */
export function settleInModel(
  table: OrdersTable,
  holdSeconds: number,
  held: Held,
  decision: Decision,
): Awaited<ReturnType<OrderStore["settle"]>> {
  const order = table.orders.get(held.order.id);
  if (!order) return null;
  const next = (step: ModelStep | null) => {
    const isHeld = step !== null && step.lease !== null;
    return { order: table.read(order), held: isHeld ? table.held(step) : null };
  };
  switch (decision.kind) {
    case "move":
      if (!move(table, holdSeconds, order, held.order, decision.move)) return null;
      return next(decision.move.step && (table.steps.get(order.row.id) ?? null));
    case "committed":
      if (!isSame(table, order, held.order)) return null;
      table.write(order, { committed: true });
      return next(table.putStep(order, decision.step));
    case "attention":
      if (!isSame(table, order, held.order)) return null;
      table.write(order, { attention: decision.reason });
      return next(table.putStep(order, null));
    // The message of it is the database's own; nothing that the laws look at moves.
    case "paid_again":
      if (!isSame(table, order, held.order)) return null;
      return next(table.putStep(order, null));
    case "cancel_all":
      throw new Error("a cancellation of everything is begun by its own function");
  }
  const step = ownStep(table, held);
  if (!step) return null;
  const { now } = table.clock;
  if (decision.kind === "step") {
    const { name, args, dueSeconds } = decision.step;
    const lease = dueSeconds === 0 ? now + LEASE_SECONDS : null;
    Object.assign(step, { name, args, due: now + dueSeconds, lease, tries: 0, error: null });
    return next(step);
  }
  // The order is read as it was before the statement.
  const answer = next(null);
  if (decision.kind === "done") table.steps.delete(step.subject);
  else {
    const tries = Math.max(1, held.step.tries);
    Object.assign(step, { due: now + waitSeconds(tries), lease: null, error: decision.error });
    if (tries >= ATTENTION_TRIES && order.row.attention === null) {
      table.write(order, { attention: "step_stuck" });
    }
  }
  return answer;
}

/** The step that was taken, if it is still the subject's. */
function ownStep(table: OrdersTable, { step }: Held): ModelStep | null {
  const there = table.steps.get(step.subject);
  if (!there) return null;
  if (!table.rules.stepsCompare) return there;
  return there.name === step.name && there.version === step.version ? there : null;
}

function move(
  table: OrdersTable,
  holdSeconds: number,
  order: ModelOrder,
  asked: OrderRow,
  { to, deadline, reason, replaced, step }: Move,
): boolean {
  const { now } = table.clock;
  if (!isSame(table, order, asked)) return false;
  const isLate = asked.state === "PLACING" && to === "PENDING" && (order.deadline ?? 0) <= now;
  if (isLate) return false;
  const until =
    deadline === null
      ? null
      : deadline === "attempts"
        ? Math.min(now + holdSeconds, order.placed + PAYABLE_SECONDS)
        : secondsOf(deadline.at) + deadline.plusSeconds;
  const isPaid = to === "PAID";
  if (isPaid) table.paidTold.set(asked.id, (table.paidTold.get(asked.id) ?? 0) + 1);
  table.write(
    order,
    {
      state: to,
      ...(reason !== undefined && { reason }),
      ...(isPaid && { paidAt: order.row.paidAt ?? timeOf(now) }),
    },
    until,
  );
  table.putStep(order, step);
  const other = replaced === undefined ? undefined : table.orders.get(replaced);
  if (other?.row.state === "PENDING") {
    table.write(other, { state: "CANCELLED", reason: "replaced" }, null);
    unleased(table.putStep(other, { name: "release", args: {}, dueSeconds: 0 }));
  }
  return true;
}
