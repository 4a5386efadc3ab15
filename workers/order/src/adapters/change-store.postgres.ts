/** Changes of orders in PostgreSQL: begun by one function, moved by one statement each. */
import { OutboxEvent } from "@edgemart/postgres/outbox";
import { run } from "@edgemart/postgres/run";
import { runContended } from "@edgemart/postgres/run-contended";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { ChangeRow } from "../core/change-rows.ts";
import { type Held, OrderRow, StepRow } from "../core/rows.ts";
import type { Acting, Cancelled, Cancelling, ChangeMove, ChangeStore } from "../ports/changes.ts";
import { effectsOf, isUnused } from "./acts.ts";
import { raisedOf } from "./attention.postgres.ts";
import { digestOf } from "./digest.ts";
import type { Sealer } from "./sealer.ts";
import type { SagaTerms } from "./settle.postgres.ts";
import {
  inSeconds,
  LEASE_SECONDS,
  MOVED,
  type Published,
  SENT,
  sentOf,
  stepOf,
  toldOf,
} from "./statements.ts";

/** What the store is made with. */
export interface ChangeTerms extends SagaTerms {
  sealer: Sealer;
  newChangeId(): string;
  newRefundId(): string;
}

const Sent = { events: z.array(OutboxEvent) };
const HeldRow = z.object({ order: OrderRow, step: StepRow });

/** Makes the store of changes. */
export function postgresChanges(terms: ChangeTerms): ChangeStore {
  const { db, sealer } = terms;
  const first = async (statement: SQL): Promise<Held | null> =>
    (await runContended(db, statement, HeldRow))[0] ?? null;
  return {
    beginCancel: (cancelling) => beginCancel(terms, cancelling),
    async cancelUnpaid(order, who) {
      const statement = unpaidStatement(terms, order, who);
      const [row] = await runContended(db, statement, HeldRow.extend(Sent));
      return row ? published(terms, row) : null;
    },
    async moveChange(held, change, move) {
      const statement = changeStatement(terms, held, change, move);
      const [row] = await runContended(db, statement, z.object({ order: OrderRow, ...Sent }));
      return row ? published(terms, row) : null;
    },
    async accountOf(changeId) {
      const [row] = await run(
        db,
        sql`select encode(sealed_account, 'base64') as sealed from orders.change
             where id = ${changeId} and sealed_account is not null`,
        z.object({ sealed: z.string() }),
      );
      return row ? sealer.open(Buffer.from(row.sealed, "base64"), changeId) : null;
    },
    async giveAccount(orderId, changeId, account, who) {
      const sealed = Buffer.from(await sealer.seal(account, changeId)).toString("base64");
      return first(accountStatement(terms, orderId, changeId, sealed, who));
    },
  };
}

/** Sends the messages of a row after its commit. */
function published<Row extends { events: OutboxEvent[] }>({ publish }: ChangeTerms, row: Row): Row {
  if (row.events.length > 0) publish(row.events);
  return row;
}

const BegunRow = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("begun"), order: OrderRow, step: StepRow }),
  z.object({ kind: z.enum(["known", "reused", "too_many", "conflict"]) }),
]);

/** What `begin_cancel` began, as the audit needs it. */
const BEGUN = sql`(select ${sql.raw("begun #>> '{order,id}'")} as subject_id, begun ->> 'change_id' as made_id
  from called where begun ->> 'kind' = 'begun')`;

async function beginCancel(terms: ChangeTerms, cancelling: Cancelling): Promise<Cancelled> {
  const { orderId, lines, reason, account, who } = cancelling;
  const { actor, key } = who;
  const id = terms.newChangeId();
  const sealed = account && Buffer.from(await terms.sealer.seal(account, id)).toString("base64");
  const input = JSON.stringify({
    id,
    refund_id: terms.newRefundId(),
    order_id: orderId,
    lines,
    reason,
    sealed_account: sealed,
    actor,
    principal: key?.principal ?? null,
    key: key?.key ?? null,
    fingerprint: key && (await digestOf(key.input)),
    lease_seconds: LEASE_SECONDS / terms.pace,
  });
  const [row] = await runContended(
    terms.db,
    // The function keeps the key; of staff the audit line is written where it began. What ends the order is published.
    sql`with called as materialized (select orders.begin_cancel(${input}::jsonb) as begun),
          moved as (
            select o.* from called, jsonb_populate_record(null::orders.sales_order, begun -> 'order') as o
             where begun ->> 'kind' = 'begun' and o.state = 'CANCELLED'
          ), sent as (${sentOf([cancelledOf(terms)], terms.requestId)}),
          ${effectsOf({ ...who, key: null }, terms.requestId, BEGUN)}
        select begun, ${SENT} as events from called`,
    z.object({ begun: BegunRow, ...Sent }),
  );
  if (!row) throw new Error("a cancellation gave no row");
  const { begun } = published(terms, row);
  if (begun.kind !== "begun") return begun;
  return { kind: "begun", held: { order: begun.order, step: begun.step } };
}

/** The event of a cancelled order: its reason is a code, never the words of a person. */
function cancelledOf({ newEventId }: ChangeTerms): Published {
  return {
    id: newEventId(),
    type: "order.cancelled",
    data: sql`jsonb_build_object('orderId', o.id, 'reason', 'cancelled', 'wasPaid', o.paid_at is not null)`,
  };
}

/** A pending order ends; one whose payment is open is asked to end, and the one who drives it finds the wish. */
function unpaidStatement(terms: ChangeTerms, order: OrderRow, who: Acting): SQL {
  const isPending = order.state === "PENDING";
  const step = isPending
    ? ({ name: "release", args: {}, dueSeconds: 0 } as const)
    : ({ name: "end", args: { to: "CANCELLED", reason: "cancelled" }, dueSeconds: 0 } as const);
  const set = isPending
    ? sql`state = 'CANCELLED', deadline_at = null, reason = 'cancelled', closed_at = clock_timestamp()`
    : sql`cancel_requested = true`;
  return sql`with moved as (
      update orders.sales_order set ${set}, version = version + 1, updated_at = clock_timestamp()
       where id = ${order.id} and state = ${order.state} and version = ${order.version}
         and state in ('PENDING', 'PAYING', 'AWAITING_DEPOSIT') and ${isUnused(who.key)} returning *
    ), told as (${toldOf(isPending ? "cancelled" : "cancel_requested", who.actor, {})}),
    ${effectsOf(who, terms.requestId)},
    sent as (${sentOf(isPending ? [cancelledOf(terms)] : [], terms.requestId)}),
    next as (${stepOf(step, terms.pace)})
    select ${MOVED} as "order", (select to_jsonb(n) from next n) as step, ${SENT} as events from moved m`;
}

function changeStatement(
  terms: ChangeTerms,
  { step }: Held,
  change: ChangeRow,
  move: ChangeMove,
): SQL {
  const why = move.to === "FAILED" ? move.why : null;
  const done: Published = {
    id: terms.newEventId(),
    type: "order.refunded",
    data: sql`jsonb_build_object('orderId', o.id, 'changeId', ${change.id}::text, 'currency', o.currency,
      'cardMinor', ${change.cardMinor}::bigint, 'pointAmount', ${change.pointAmount}::bigint)`,
  };
  const failed = raisedOf(terms, "refund_failed");
  const messages = move.to === "DONE" ? [done] : move.to === "FAILED" ? [failed] : [];
  // The account is needed no longer once the money is back.
  return sql`with changed as (
      update orders.change c
         set state = ${move.to}, version = c.version + 1, failure = ${why}::text, updated_at = clock_timestamp(),
             needs_account = ${why === "account_required"}::boolean,
             sealed_account = ${move.to === "DONE" ? sql`null` : sql`c.sealed_account`}
       where c.id = ${change.id} and c.state = ${change.state} and c.version = ${change.version} returning c.order_id
    ), moved as (
      update orders.sales_order o
         set version = o.version + 1, updated_at = clock_timestamp(),
             attention = ${move.to === "FAILED" ? sql`orders.more_important(o.attention, 'refund_failed')` : sql`o.attention`}
        from changed where o.id = changed.order_id returning o.*
    ), told as (${toldOf(`change_${move.to.toLowerCase()}`, "saga", { changeId: change.id, ...(why && { why }) })}),
    sent as (${sentOf(messages, terms.requestId)}),
    gone as (${
      move.to === "REFUNDING"
        ? sql`select`
        : sql`delete from orders.step s using moved where s.subject = ${step.subject}`
    })
    select ${MOVED} as "order", ${SENT} as events from moved m`;
}

function accountStatement(
  terms: ChangeTerms,
  orderId: string,
  changeId: string,
  sealed: string,
  who: Acting,
): SQL {
  return sql`with changed as (
      update orders.change c
         set state = 'REFUNDING', version = c.version + 1, needs_account = false, failure = null,
             sealed_account = decode(${sealed}, 'base64'), updated_at = clock_timestamp()
       where c.id = ${changeId} and c.order_id = ${orderId} and c.state = 'FAILED' and c.needs_account
         and ${isUnused(who.key)}
      returning c.id, c.order_id, c.version
    ), moved as (
      update orders.sales_order o set version = o.version + 1, updated_at = clock_timestamp(),
             attention = nullif(o.attention, 'refund_failed')
        from changed where o.id = changed.order_id returning o.*
    ), told as (${toldOf("change_refunding", who.actor, { changeId })}),
    ${effectsOf(who, terms.requestId, sql`(select order_id as subject_id, id as made_id from changed)`)},
    next as (
      insert into orders.step (subject, order_id, version, name, due_at, lease_until)
      select id, order_id, version, 'refund', clock_timestamp(), ${inSeconds(LEASE_SECONDS, terms.pace)} from changed
      on conflict (subject) do nothing returning *)
    select ${MOVED} as "order", (select to_jsonb(n) from next n) as step from moved m`;
}
