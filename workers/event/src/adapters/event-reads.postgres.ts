/** Events as shoppers and sellers read them, in PostgreSQL. */
import type { EventChange } from "@edgemart/contracts/event-facts";
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { EventRow } from "../core/rows.ts";
import type { EventReads } from "../ports.ts";
import { ROW } from "./columns.ts";

/** A statement ends within 6 s: nothing is written any more before what is this old. */
const SETTLED = sql.raw("interval '10 seconds'");

const Row = z.object({ row: EventRow });
const ChangeRow = z.object({
  no: z.coerce.number(),
  eventId: z.string(),
  version: z.int(),
  kind: z.enum(["created", "published", "edited", "moved", "postponed", "cancelled"]),
  at: Instant,
});

/** Makes the reads. */
export function postgresReads(db: Database): EventReads {
  const rows = async (rest: SQL): Promise<EventRow[]> => {
    const found = await run(db, sql`select ${ROW} from event.event e ${rest}`, Row);
    return found.map(({ row }) => row);
  };
  const announced = sql.raw("e.published_at <= clock_timestamp()");
  return {
    list: (when, after, limit) => {
      const isUpcoming = when === "upcoming";
      const side = isUpcoming
        ? sql`e.ends_at > clock_timestamp() or e.postponed_at is not null and e.cancelled_at is null`
        : sql`e.ends_at <= clock_timestamp() and (e.postponed_at is null or e.cancelled_at is not null)`;
      const direction = sql.raw(isUpcoming ? ">" : "<");
      const order = sql.raw(isUpcoming ? "" : "desc");
      const from = after
        ? sql`and (e.starts_at, e.id) ${direction} (${after.createdAt}::timestamptz, ${after.id})`
        : sql``;
      return rows(
        sql`where ${announced} and (${side}) ${from} order by e.starts_at ${order}, e.id ${order} limit ${limit}`,
      );
    },
    find: async (name) =>
      (await rows(sql`where ${announced} and (e.slug = ${name} or e.id = ${name})`))[0] ?? null,
    some: (ids) =>
      rows(
        sql`where ${announced} and e.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`,
      ),
    changes: async (after, limit): Promise<EventChange[]> =>
      run(
        db,
        sql`select no, event_id as "eventId", version, kind, at from event.event_change
             where no > ${after} and at < clock_timestamp() - ${SETTLED} order by no limit ${limit}`,
        ChangeRow,
      ),
    live: () =>
      rows(
        sql`where ${announced} and e.room is not null and e.sale_closes_at > clock_timestamp()
              and e.sale_opens_at < clock_timestamp() + interval '25 hours' order by e.sale_opens_at limit 100`,
      ),
  };
}
