/** Events as staff keep them, in PostgreSQL: each write is one statement with its key, its entry in the feed and its audit line. */
import type { Database } from "@edgemart/postgres/client";
import { keyedEffects, outcomeOf } from "@edgemart/postgres/keyed-effect";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { keyedEffect } from "../../db/schema.ts";
import { EventRow } from "../core/rows.ts";
import type { Acting, EventAdmin } from "../ports.ts";
import { localAssigned, momentsAssigned, ROW, TIME_COLUMNS, timeValues } from "./columns.ts";

const Row = z.object({ row: EventRow });
const effects = keyedEffects(keyedEffect, "subject_id");
const SUBJECT = sql.raw("(select id as subject_id, null::text as made_id from done)");

/** Deletes keys of old effects. */
export const forgetOld = effects.forgetOld;

/** Makes the writes. */
export function postgresEventAdmin(db: Database, requestId: string): EventAdmin {
  const rows = async (rest: SQL): Promise<EventRow[]> => {
    const found = await run(db, sql`select ${ROW} from event.event e ${rest}`, Row);
    return found.map(({ row }) => row);
  };
  /** @param done a statement that returns `id` and `version` when it was done */
  const write = (done: SQL, kind: string, { actor, key, action, changes }: Acting) =>
    outcomeOf(
      db,
      sql`with done as (${done}), told as (
            insert into event.event_change (event_id, version, kind) select id, version, ${kind} from done
          ), logged as (
            insert into event.audit_event (actor_id, action, subject_id, changes, request_id)
            select ${actor}, ${action}, id, ${JSON.stringify(changes)}::jsonb, ${requestId} from done
          ), claimed as (${effects.claim(key, SUBJECT)}) select id from done`,
    );
  /** A change of one event at the version it was decided on. */
  const update = (id: string, version: number, set: SQL, kind: string, who: Acting) =>
    write(
      sql`update event.event set ${set}, version = version + 1, updated_at = clock_timestamp()
           where id = ${id} and version = ${version} and ${effects.isUnused(who.key)} returning id, version`,
      kind,
      who,
    );
  return {
    recall: (key) => effects.recall(db, key),
    list: (after, limit) =>
      rows(sql`${after ? sql`where (e.created_at, e.id) < (${after.createdAt}::timestamptz, ${after.id})` : sql``}
               order by e.created_at desc, e.id desc limit ${limit}`),
    find: async (id) => (await rows(sql`where e.id = ${id}`))[0] ?? null,
    insert: (id, input, moments, who) =>
      write(
        sql`insert into event.event (id, slug, series_id, title_ko, title_en, venue_ko, venue_en, body_ko, body_en, picture,
                time_zone, fold, per_member, policy, room, ${TIME_COLUMNS})
            select ${id}, ${input.slug}, ${input.seriesId}, ${input.title.ko}, ${input.title.en}, ${input.venue.ko},
                   ${input.venue.en}, ${input.body.ko}, ${input.body.en}, ${input.picture}, ${input.timeZone},
                   ${JSON.stringify(input.fold)}::jsonb, ${input.perMember}::smallint, ${JSON.stringify(input.policy)}::jsonb,
                   ${input.room && JSON.stringify(input.room)}::jsonb, ${timeValues(input.times, moments)}
             where ${effects.isUnused(who.key)} returning id, version`,
        "created",
        who,
      ),
    update: (id, version, patch, moments, who) => {
      const set = [
        ...(patch.seriesId === undefined ? [] : [sql`series_id = ${patch.seriesId}`]),
        ...(patch.title ? [sql`title_ko = ${patch.title.ko}, title_en = ${patch.title.en}`] : []),
        ...(patch.venue ? [sql`venue_ko = ${patch.venue.ko}, venue_en = ${patch.venue.en}`] : []),
        ...(patch.body ? [sql`body_ko = ${patch.body.ko}, body_en = ${patch.body.en}`] : []),
        ...(patch.picture === undefined ? [] : [sql`picture = ${patch.picture}`]),
        ...(patch.timeZone ? [sql`time_zone = ${patch.timeZone}`] : []),
        ...(patch.fold ? [sql`fold = ${JSON.stringify(patch.fold)}::jsonb`] : []),
        ...(patch.perMember ? [sql`per_member = ${patch.perMember}::smallint`] : []),
        ...(patch.policy ? [sql`policy = ${JSON.stringify(patch.policy)}::jsonb`] : []),
        ...(patch.room === undefined
          ? []
          : [sql`room = ${patch.room && JSON.stringify(patch.room)}::jsonb`]),
        ...(patch.times ? [localAssigned(patch.times)] : []),
        ...(moments ? [momentsAssigned(moments)] : []),
      ];
      return update(id, version, sql.join(set, sql`, `), "edited", who);
    },
    publish: (id, version, who) =>
      update(id, version, sql`published_at = clock_timestamp()`, "published", who),
    move: (id, version, { local, refundFreeUntil }, who) =>
      update(
        id,
        version,
        local
          ? sql`${localAssigned(local.times)}, ${momentsAssigned(local.moments)}, fold = ${JSON.stringify(local.fold)}::jsonb,
                postponed_at = null, refund_free_until = ${refundFreeUntil}::timestamptz`
          : sql`postponed_at = clock_timestamp(), refund_free_until = null`,
        local ? "moved" : "postponed",
        who,
      ),
    cancel: (id, version, { reason, isForceMajeure }, who) =>
      update(
        id,
        version,
        sql`cancelled_at = clock_timestamp(), cancel_reason = ${reason}, force_majeure = ${isForceMajeure}::boolean`,
        "cancelled",
        who,
      ),
  };
}
