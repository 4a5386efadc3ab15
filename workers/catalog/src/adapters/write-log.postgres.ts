/** What caches must be notified of: writes of administrators by their audit lines, and availability that a verb of stock changed. Both are written in the statement itself. */
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { WriteLog } from "../ports/generations.ts";

/** A statement ends after 6 s, and its audit line bears the time it began. */
const SETTLED_AFTER = sql`interval '10 seconds'`;

/** Makes the reader of writes. */
export function postgresWriteLog(db: Database): WriteLog {
  return {
    async writesSince(since) {
      const [row] = await run(
        db,
        sql`with bound as (select now() - ${SETTLED_AFTER} as until)
            select until::text as until, exists (
                     select from catalog.audit_event e
                      where (e.action <> 'stock.moved' or e.changes -> 'shown' is distinct from 'false'::jsonb)
                        and e.at <= until and e.at > coalesce(${since}::timestamptz, '-infinity'))
                   or exists (
                     select from catalog.product p
                      where p.flipped_at <= until
                        and p.flipped_at > coalesce(${since}::timestamptz, '-infinity')) as some
              from bound`,
        z.object({ until: z.string(), some: z.boolean() }),
      );
      if (!row) throw new Error("a statement that must answer one row answered none");
      return row;
    },
  };
}
