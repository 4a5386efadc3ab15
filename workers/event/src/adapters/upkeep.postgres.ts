/** What the clock and other Workers write of events, in PostgreSQL. */
import type { Database } from "@edgemart/postgres/client";
import { run, runAlone } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { EventRow } from "../core/rows.ts";
import type { EventUpkeep } from "../ports.ts";
import { momentsAssigned, ROW } from "./columns.ts";
import { forgetOld } from "./event-admin.postgres.ts";

const NEAR_MAX = 500;

/** Makes it. */
export function postgresUpkeep(db: Database): EventUpkeep {
  return {
    async noteStates(entries) {
      const rows = await run(
        db,
        sql`insert into event.event_transition (event_id, state, version)
            select "eventId", state, version from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
                     as n("eventId" text, state text, version int)
            on conflict do nothing returning event_id as id`,
        z.object({ id: z.string() }),
      );
      return rows.length;
    },
    async near() {
      // Of those that are over, only the last two days: their states change no more.
      const rows = await run(
        db,
        sql`select ${ROW} from event.event e where e.ends_at > clock_timestamp() - interval '2 days'
             order by e.starts_at, e.id limit ${NEAR_MAX}`,
        z.object({ row: EventRow }),
      );
      return rows.map(({ row }) => row);
    },
    correct: (id, version, moments) =>
      runAlone(
        db,
        sql`with done as (
              update event.event set ${momentsAssigned(moments)}, version = version + 1, updated_at = clock_timestamp()
               where id = ${id} and version = ${version} returning id, version)
            insert into event.event_change (event_id, version, kind) select id, version, 'edited' from done`,
      ),
    async soldOut(id, isSoldOut) {
      const rows = await run(
        db,
        sql`update event.event set sold_out = ${isSoldOut}::boolean where id = ${id} returning id`,
        z.object({ id: z.string() }),
      );
      return rows.length > 0;
    },
    forgetOld: (rowsMax) => forgetOld(db, rowsMax),
  };
}
