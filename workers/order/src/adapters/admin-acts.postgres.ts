/** What staff do to orders besides cancelling them, in PostgreSQL: one statement each. */
import { isUniqueViolation } from "@edgemart/postgres/errors";
import { runContended } from "@edgemart/postgres/run-contended";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { OrderRow, StepRow } from "../core/rows.ts";
import type { AdminActs, Goodwill, GoodwillBegun } from "../ports/administration.ts";
import type { Acting } from "../ports/changes.ts";
import { effectsOf, isUnused, recall } from "./acts.ts";
import type { ChangeTerms } from "./change-store.postgres.ts";
import { digestOf } from "./digest.ts";
import { LEASE_SECONDS } from "./statements.ts";

/** Makes the acts. */
export function postgresAdminActs(terms: ChangeTerms): AdminActs {
  const { db } = terms;
  return {
    recall: (key) => recall(db, key),
    beginGoodwill: (goodwill, who) => beginGoodwill(terms, goodwill, who),
    async clear(orderId, who) {
      const statement = clearStatement(terms.requestId, orderId, who);
      const rows = await runContended(db, statement, z.object({ id: z.string() }));
      return rows.length > 0;
    },
    async redrive(orderId, who) {
      const statement = redriveStatement(terms.requestId, orderId, who);
      try {
        const [row] = await runContended(db, statement, z.object({ due: z.array(z.string()) }));
        return row?.due ?? [];
      } catch (thrown) {
        // The same key at the same moment: the other one has done it.
        if (isUniqueViolation(thrown, "keyed_effect_principal_key_pk")) return [];
        throw thrown;
      }
    },
  };
}

const GoodwillRow = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("begun"), order: OrderRow, step: StepRow }),
  z.object({ kind: z.enum(["known", "reused", "exceeds", "account_required", "conflict"]) }),
]);

async function beginGoodwill(
  terms: ChangeTerms,
  { orderId, amountMinor, reason, account }: Goodwill,
  { actor, key, audit }: Acting,
): Promise<GoodwillBegun> {
  const id = terms.newChangeId();
  const sealed = account && Buffer.from(await terms.sealer.seal(account, id)).toString("base64");
  const input = JSON.stringify({
    id,
    refund_id: terms.newRefundId(),
    order_id: orderId,
    amount: amountMinor,
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
    // The function keeps the key.
    sql`with called as materialized (select orders.begin_goodwill(${input}::jsonb) as begun),
          ${effectsOf({ actor, key: null, audit }, terms.requestId, BEGUN)}
        select begun from called`,
    z.object({ begun: GoodwillRow }),
  );
  if (!row) throw new Error("goodwill gave no row");
  const { begun } = row;
  if (begun.kind !== "begun") return begun;
  return { kind: "begun", held: { order: begun.order, step: begun.step } };
}

const BEGUN = sql`(select begun #>> '{order,id}' as subject_id, begun ->> 'change_id' as made_id
  from called where begun ->> 'kind' = 'begun')`;

/** The event keeps what the mark was. */
function clearStatement(requestId: string, orderId: string, who: Acting): SQL {
  return sql`with seen as (
      select id, attention from orders.sales_order
       where id = ${orderId} and attention is not null and ${isUnused(who.key)} for update
    ), moved as (
      update orders.sales_order o set attention = null, version = o.version + 1, updated_at = clock_timestamp()
        from seen where o.id = seen.id returning o.id, o.version
    ), told as (
      insert into orders.order_event (order_id, version, name, actor, data)
      select m.id, m.version, 'attention_cleared', ${who.actor}, jsonb_build_object('reason', seen.attention)
        from moved m join seen using (id)
    ), ${effectsOf(who, requestId)}
    select id from moved`;
}

/** A failed refund that waits for no account is tried again; what is leased to someone stays theirs. */
function redriveStatement(requestId: string, orderId: string, who: Acting): SQL {
  return sql`with locked as (
      select id from orders.sales_order where id = ${orderId} and ${isUnused(who.key)} for update
    ), again as (
      update orders.change c
         set state = 'REFUNDING', version = c.version + 1, failure = null, updated_at = clock_timestamp()
        from locked where c.order_id = locked.id and c.state = 'FAILED' and not c.needs_account
      returning c.id, c.order_id, c.version
    ), begun as (
      insert into orders.step (subject, order_id, version, name, due_at)
      select id, order_id, version, 'refund', clock_timestamp() from again on conflict (subject) do nothing
      returning subject
    ), due as (
      update orders.step s set due_at = clock_timestamp() from locked where s.order_id = locked.id returning s.subject
    ), moved as (
      update orders.sales_order o set version = o.version + 1, updated_at = clock_timestamp(),
             attention = case when exists (select from again) then nullif(o.attention, 'refund_failed') else o.attention end
        from locked where o.id = locked.id and (exists (select from begun) or exists (select from due))
      returning o.id, o.version
    ), told as (
      insert into orders.order_event (order_id, version, name, actor)
      select id, version, 'driven', ${who.actor} from moved
    ), ${effectsOf(who, requestId)}
    select (select coalesce(jsonb_agg(subject order by subject), '[]')
              from (select subject from begun union select subject from due) as all_due) as due from moved`;
}
