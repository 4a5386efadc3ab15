/** Forgets what has served its time, a bounded number of rows at a time. */
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Upkeep } from "../ports/deps.ts";
import { forgetOld } from "./acts.ts";

const ROWS_MAX = 500;

/** Makes the upkeep. Events that were not sent stay, however old. */
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
        sql`sent_at < clock_timestamp() - interval '14 days'`,
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
  };
}
