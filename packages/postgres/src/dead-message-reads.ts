/** Reads messages that could not be handled, as staff see them. @see specs/notifications.md 8 */
import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Database } from "./client.ts";
import { Instant } from "./columns.ts";
import { run } from "./run.ts";

/** A message may be handled again for so many days: what it speaks of is settled otherwise by then. */
const REPLAY_DAYS = 30;

const Shown = z.object({
  id: z.string(),
  queue: z.string(),
  type: z.string().nullable(),
  body: z.string(),
  reason: z.string(),
  createdAt: Instant,
  settledAt: Instant.nullable(),
  settledBy: z.string().nullable(),
  settledHow: z.enum(["replayed", "ignored"]).nullable(),
  because: z.string().nullable(),
});
const Row = z.object({ shown: Shown, body: z.unknown(), isOld: z.boolean() });

/** Makes the reads. @param table the table `dead_message` of the Worker's schema */
export function deadMessageReads(db: Database, table: PgTable) {
  const read = (rest: SQL) =>
    run(
      db,
      sql`select jsonb_build_object('id', d.id, 'queue', d.queue, 'type', d.body ->> 'type', 'body', d.body::text,
              'reason', d.reason, 'createdAt', d.created_at, 'settledAt', d.settled_at, 'settledBy', d.settled_by,
              'settledHow', d.settled_how, 'because', d.because) as shown,
            d.body, d.created_at < clock_timestamp() - make_interval(days => ${REPLAY_DAYS}) as "isOld"
          from ${table} d where ${rest}`,
      Row,
    );
  return {
    /** Lists them, newest first, after a place. */
    async list(isSettled: boolean, after: { createdAt: string; id: string } | null, limit: number) {
      const older =
        after === null
          ? sql`true`
          : sql`(d.created_at, d.id) < (${after.createdAt}::timestamptz, ${after.id})`;
      const rows = await read(sql`(d.settled_at is not null) = ${isSettled}::boolean and ${older}
        order by d.created_at desc nulls last, d.id desc nulls last limit ${limit}`);
      return rows.map(({ shown }) => shown);
    },
    /** Gives one; null when there is none. */
    find: async (id: string) => (await read(sql`d.id = ${id}`))[0] ?? null,
  };
}
