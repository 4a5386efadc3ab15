/** Forgets what has served its time, a bounded number of rows at a time. */
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { PERSONAL_COLUMNS } from "../../db/personal.ts";
import type { Upkeep } from "../ports/deps.ts";
import { forgetOld } from "./acts.ts";

const ROWS_MAX = 500;

/** Makes the upkeep. Events go after 14 days, sent or not: who reads outboxes has read them by then. */
export function postgresUpkeep(db: Database): Upkeep {
  const gone = async (table: SQL, old: SQL): Promise<number> => {
    const [row] = await run(
      db,
      sql`with old as (select ctid from ${table} where ${old} limit ${ROWS_MAX} for update skip locked),
            gone as (delete from ${table} t using old where t.ctid = old.ctid returning 1)
          select count(*)::int as gone from gone`,
      z.object({ gone: z.int() }),
    );
    return row?.gone ?? 0;
  };
  return {
    forgetOld: (rowsMax) => forgetOld(db, rowsMax),
    async tidy() {
      const sent = await gone(
        sql`orders.outbox`,
        sql`created_at < clock_timestamp() - interval '14 days'`,
      );
      const seen = await gone(
        sql`orders.seen_event`,
        sql`at < clock_timestamp() - interval '60 days'`,
      );
      const dead = await gone(
        sql`orders.dead_message`,
        sql`settled_at < clock_timestamp() - interval '30 days'`,
      );
      return sent + seen + dead;
    },
    async emptyOld() {
      const [row] = await run(db, EMPTY_OLD, z.object({ emptied: z.int() }));
      return row?.emptied ?? 0;
    },
  };
}

const emptied = (columns: Readonly<Record<string, "" | null>>) =>
  sql.raw(
    Object.entries(columns)
      .map(([name, value]) => `${name} = ${value === null ? "null" : "''"}`)
      .join(", "),
  );

/** Orders of five years that are over: who and where to is emptied, in them and in their changes; what was bought stays. */
const EMPTY_OLD = sql`with old as (
    select id from orders.sales_order
     where orderer_name <> '' and placed_at < clock_timestamp() - interval '5 years' and deadline_at is null
     order by placed_at limit ${ROWS_MAX} for update skip locked
  ), moved as (
    update orders.sales_order o set ${emptied(PERSONAL_COLUMNS.sales_order)}, version = o.version + 1,
           updated_at = clock_timestamp() from old where o.id = old.id returning o.id, o.version
  ), told as (
    insert into orders.order_event (order_id, version, name, actor) select id, version, 'emptied', 'saga' from moved
  ), changes as (
    update orders.change c set ${emptied(PERSONAL_COLUMNS.change)}, version = c.version + 1,
           updated_at = clock_timestamp() from old where c.order_id = old.id)
  select count(*)::int as emptied from moved`;
