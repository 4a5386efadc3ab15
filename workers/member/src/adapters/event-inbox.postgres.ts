/** Effects of events on members' data, in PostgreSQL: each is one statement with the event's id. @see specs/notifications.md 5 */
import type { Database } from "@edgemart/postgres/client";
import { keepDeadMessage } from "@edgemart/postgres/dead-messages";
import { run } from "@edgemart/postgres/run";
import { runContended } from "@edgemart/postgres/run-contended";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { cart, deadMessage, seenEvent } from "../../db/schema.ts";
import type { BoughtLine, EventInbox } from "../ports.ts";

/** Makes the inbox of events. */
export function postgresInbox(db: Database): EventInbox {
  return {
    lessenCart: (eventId, memberId, lines) => lessenCart(db, eventId, memberId, lines),
    keepDead: (message) => keepDeadMessage(db, deadMessage, message),
    async forgetOld(rowsMax) {
      const gone = await run(
        db,
        sql`delete from ${seenEvent} where id in (
              select id from ${seenEvent} where at < now() - interval '60 days' order by at limit ${rowsMax})
            returning id`,
        z.object({ id: z.string() }),
      );
      return gone.length;
    },
  };
}

/**
 * The event's id decides: a copy inserts nothing, so there is no row to join and the cart stays. The new lines are
 * computed from the cart's own row, so a write that this one waited for is not lost.
 */
async function lessenCart(
  db: Database,
  eventId: string,
  memberId: string,
  lines: readonly BoughtLine[],
): Promise<boolean> {
  const bought = sql`(select b.sku, sum(b.quantity) as quantity
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as b(sku text, quantity bigint) group by b.sku)`;
  const [row] = await runContended(
    db,
    sql`with fresh as (
          insert into ${seenEvent} (id) values (${eventId}) on conflict (id) do nothing returning id
        ), lessened as (
          update ${cart} c
             set version = c.version + 1, updated_at = now(), items = (
                   select coalesce(jsonb_agg(case when b.sku is null then i.item else
                            jsonb_set(i.item, '{quantity}', to_jsonb((i.item ->> 'quantity')::bigint - b.quantity)) end
                            order by i.at), '[]')
                     from jsonb_array_elements(c.items) with ordinality as i(item, at)
                     left join ${bought} b on b.sku = i.item ->> 'sku'
                    where b.sku is null or (i.item ->> 'quantity')::bigint > b.quantity)
            from fresh
           where c.member_id = ${memberId}
             and exists (select from jsonb_array_elements(c.items) as i(item)
                           join ${bought} b on b.sku = i.item ->> 'sku')
          returning c.member_id
        )
        select exists (select from fresh) as is_new`,
    z.object({ is_new: z.boolean() }),
  );
  return row?.is_new ?? false;
}
