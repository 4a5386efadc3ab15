/** Plans of seats, in PostgreSQL. */
import { LayoutInput } from "@edgemart/contracts/seats-administration";
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { keyedEffects, outcomeOf } from "@edgemart/postgres/keyed-effect";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { keyedEffect } from "../../db/schema.ts";
import type { Layouts } from "../ports/deps.ts";
import { keptPlans } from "./kept-plans.ts";

const Row = z.object({ version: z.int(), body: LayoutInput, createdAt: Instant });
const effects = keyedEffects(keyedEffect, "subject_id");
const SUBJECT = sql.raw("(select event_id as subject_id, null::text as made_id from done)");

/** Makes them. */
export function postgresLayouts(db: Database, requestId: string): Layouts {
  const read = async (eventId: string, rest: SQL) => {
    const rows = await run(
      db,
      sql`select version, body, created_at as "createdAt" from reservation.layout
           where event_id = ${eventId} ${rest}`,
      Row,
    );
    return rows[0] ?? null;
  };
  const current = (eventId: string) => read(eventId, sql`order by version desc limit 1`);
  return {
    recall: (key) => effects.recall(db, key),
    forgetOld: (rowsMax) => effects.forgetOld(db, rowsMax),
    newest: keptPlans(current),
    current,
    version: (eventId, version) => read(eventId, sql`and version = ${version}`),
    put: (eventId, from, body, { actor, key, action, changes }) =>
      outcomeOf(
        db,
        sql`with done as (
              insert into reservation.layout (event_id, version, body)
              select ${eventId}, ${from}::int + 1, ${JSON.stringify(body)}::jsonb
               where coalesce((select max(version) from reservation.layout where event_id = ${eventId}), 1) = ${from}
                 and not exists (select from reservation.seat_claim where event_id = ${eventId})
                 and ${effects.isUnused(key)}
              returning event_id
            ), logged as (
              insert into reservation.audit_event (actor_id, action, subject_id, changes, request_id)
              select ${actor}, ${action}, event_id, ${JSON.stringify(changes)}::jsonb, ${requestId} from done
            ), claimed as (${effects.claim(key, SUBJECT)}) select event_id as id from done`,
      ),
  };
}
