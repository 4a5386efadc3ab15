/** Carries the saga's decisions out, each by one statement that compares before it writes. @see specs/orders.md 23 */
import type { OrderState } from "@edgemart/contracts/transitions";
import type { Database } from "@edgemart/postgres/client";
import { OutboxEvent } from "@edgemart/postgres/outbox";
import { runContended } from "@edgemart/postgres/run-contended";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Deadline, Decision, Move, StepWrite } from "../core/decision.ts";
import { type Held, OrderRow, StepRow } from "../core/rows.ts";
import { againStatement, attentionStatement, paidAgainStatement } from "./attention.postgres.ts";
import {
  inSeconds,
  LEASE_SECONDS,
  MONEY,
  MOVED,
  type Pace,
  type Published,
  SENT,
  sentOf,
  stepOf,
  toldOf,
} from "./statements.ts";

/** What the statements need besides the database. */
export interface SagaTerms {
  db: Database;
  pace: Pace;
  /** A failed attempt leaves so long for the next one. */
  holdMinutes: number;
  newEventId(): string;
  requestId: string;
  /** Sends events after their commit; the answer does not wait, and the sweep sends what was not. */
  publish(events: readonly OutboxEvent[]): void;
}

const Outcome = z.object({
  order: OrderRow,
  step: StepRow.nullable(),
  events: z.array(OutboxEvent).optional(),
});
type Settled = { order: OrderRow; held: Held | null } | null;

/** Carries one decision out. */
export async function settle(terms: SagaTerms, held: Held, decision: Decision): Promise<Settled> {
  switch (decision.kind) {
    case "move":
      return outcome(terms, moveStatement(terms, held.order, decision.move), decision.move.step);
    case "committed":
      return outcome(terms, committedStatement(terms, held.order, decision.step), decision.step);
    case "step":
      return outcome(terms, replaceStatement(terms, held, decision.step), decision.step);
    case "attention":
      return outcome(terms, attentionStatement(terms, held.order, decision.reason), null);
    case "paid_again":
      return outcome(terms, paidAgainStatement(terms, held), null);
    case "done":
      return outcome(terms, doneStatement(held), null);
    case "again":
      return outcome(terms, againStatement(terms, held, decision.error), null);
    case "cancel_all":
      throw new Error("a cancellation of everything is begun by its own function");
  }
}

async function outcome(
  { db, publish }: SagaTerms,
  statement: SQL,
  next: StepWrite | null,
): Promise<Settled> {
  const [row] = await runContended(db, statement, Outcome);
  if (!row) return null;
  if (row.events?.length) publish(row.events);
  const isHeld = next?.dueSeconds === 0 && row.step !== null;
  return {
    order: row.order,
    held: isHeld && row.step ? { order: row.order, step: row.step } : null,
  };
}

/** One move: the order, its event, its messages and its step, or nothing of it. */
function moveStatement(terms: SagaTerms, order: OrderRow, move: Move): SQL {
  const reason = move.reason === undefined ? sql`reason` : sql`${move.reason}::text`;
  const ended = move.to === "CANCELLED" || move.to === "EXPIRED";
  // A placing is held by its request until its deadline; from then on only the sweep may decide on it.
  const inTime =
    order.state === "PLACING"
      ? move.to === "PENDING"
        ? sql`deadline_at > clock_timestamp()`
        : sql`true`
      : sql`true`;
  return sql`with moved as (
      update orders.sales_order
         set state = ${move.to}, version = version + 1, updated_at = clock_timestamp(),
             deadline_at = (${deadlineOf(terms, move.deadline)})::timestamptz(3), reason = ${reason},
             paid_at = ${move.to === "PAID" ? sql`coalesce(paid_at, clock_timestamp())` : sql`paid_at`},
             closed_at = ${ended ? sql`clock_timestamp()` : sql`closed_at`}
       where id = ${order.id} and state = ${order.state} and version = ${order.version} and ${inTime}
      returning *
    ), told as (${toldOf(move.event, "saga", move.reason ? { reason: move.reason } : {})}),
    sent as (${sentOf(eventsOf(terms, order.state, move), terms.requestId)}),
    next as (${stepOf(move.step, terms.pace)})
    ${replacedCtes(move.replaced)}
    select ${MOVED} as "order", ${move.step === null ? sql`null::jsonb` : sql`(select to_jsonb(n) from next n)`} as step,
           ${SENT} as events
      from moved m`;
}

/**
 * The order whose hold was given up inside the new one ends in the statement that makes the new one pending. Its hold is
 * released all the same: one that a failed attempt had left pinned was not given up.
 */
function replacedCtes(replaced: string | undefined): SQL {
  if (replaced === undefined) return sql``;
  return sql`, replaced as (
      update orders.sales_order r
         set state = 'CANCELLED', version = r.version + 1, updated_at = clock_timestamp(), deadline_at = null,
             reason = 'replaced', closed_at = clock_timestamp()
        from moved where r.id = ${replaced} and r.state = 'PENDING' returning r.id, r.version
    ), replaced_told as (
      insert into orders.order_event (order_id, version, name, actor, data)
      select id, version, 'cancelled', 'saga', '{"reason": "replaced"}' from replaced
    ), replaced_step as (
      insert into orders.step (subject, order_id, version, name, due_at)
      select id, id, version, 'release', clock_timestamp() from replaced
      on conflict (subject) do update
         set version = excluded.version, name = excluded.name, args = '{}', due_at = excluded.due_at,
             lease_until = null, tries = 0, error = null
    )`;
}

function deadlineOf({ holdMinutes }: SagaTerms, deadline: Deadline): SQL {
  if (deadline === null) return sql`null`;
  if (deadline === "attempts") {
    return sql`least(clock_timestamp() + make_interval(mins => ${holdMinutes}::int), placed_at + interval '60 minutes')`;
  }
  return sql`${deadline.at}::timestamptz + make_interval(secs => ${deadline.plusSeconds}::int)`;
}

function eventsOf({ newEventId }: SagaTerms, from: OrderState, { to, reason }: Move): Published[] {
  const id = newEventId();
  switch (to) {
    case "PAID":
      return [{ id, type: "order.paid", data: MONEY }];
    case "AWAITING_DEPOSIT":
      return [
        {
          id,
          type: "order.awaiting_deposit",
          data: sql`${MONEY} - 'memberId' - 'lines' || jsonb_build_object('dueAt', o.deadline_at)`,
        },
      ];
    case "EXPIRED":
      return [
        {
          id,
          type: "order.expired",
          data: sql`jsonb_build_object('orderId', o.id, 'awaitedDeposit', ${from === "AWAITING_DEPOSIT"}::boolean)`,
        },
      ];
    case "CANCELLED":
      // A placing that was undone: its caller has the answer, and no one was notified of an order.
      if (from === "PLACING") return [];
      return [
        {
          id,
          type: "order.cancelled",
          data: sql`jsonb_build_object('orderId', o.id, 'reason', ${reason ?? "cancelled"}::text, 'wasPaid', o.paid_at is not null)`,
        },
      ];
    default:
      return [];
  }
}

function committedStatement(terms: SagaTerms, order: OrderRow, step: StepWrite | null): SQL {
  return sql`with moved as (
      update orders.sales_order set committed = true, version = version + 1, updated_at = clock_timestamp()
       where id = ${order.id} and state = ${order.state} and version = ${order.version} returning *
    ), told as (${toldOf("stock_sold", "saga", {})}), next as (${stepOf(step, terms.pace)})
    select ${MOVED} as "order", ${step === null ? sql`null::jsonb` : sql`(select to_jsonb(n) from next n)`} as step
      from moved m`;
}

/** Between moves a driver replaces only the step it took: a slow one would else delete a newer attempt's. */
function replaceStatement({ pace }: SagaTerms, { step }: Held, next: StepWrite): SQL {
  const lease = next.dueSeconds === 0 ? inSeconds(LEASE_SECONDS, pace) : sql`null`;
  return sql`with next as (
      update orders.step
         set name = ${next.name}, args = ${JSON.stringify(next.args)}::jsonb, due_at = ${inSeconds(next.dueSeconds, pace)},
             lease_until = ${lease}::timestamptz, tries = 0, error = null
       where subject = ${step.subject} and name = ${step.name} and version = ${step.version} returning *)
    select orders.order_json(o) as "order", to_jsonb(n) as step
      from next n join orders.sales_order o on o.id = n.order_id`;
}

function doneStatement({ step }: Held): SQL {
  return sql`with gone as (
      delete from orders.step
       where subject = ${step.subject} and name = ${step.name} and version = ${step.version} returning order_id)
    select orders.order_json(o) as "order", null::jsonb as step
      from gone join orders.sales_order o on o.id = gone.order_id`;
}
