/** What staff see and settle, in PostgreSQL: the effect, its key and its audit line are one statement. */
import { DeadMessage } from "@edgemart/contracts/dead-messages";
import { FailedDelivery } from "@edgemart/contracts/notification";
import type { Position } from "@edgemart/contracts/position";
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { attempt, keyedEffects } from "@edgemart/postgres/keyed-effect";
import { run } from "@edgemart/postgres/run";
import type { Write } from "@edgemart/worker-kit/write-terms";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { action, keyedEffect } from "../../db/schema.ts";
import type { DeadLetter, Office } from "../ports/office.ts";
import { readOverview } from "./overview.postgres.ts";

const effects = keyedEffects(keyedEffect, "subject_id");
/** Deletes keys that no one knows any more. */
export const { forgetOld } = effects;

const Delivery = z
  .looseObject({ createdAt: Instant, usefulUntil: Instant, ignoredAt: Instant.nullable() })
  .pipe(FailedDelivery);
const Letter = z.object({
  shown: z.looseObject({ createdAt: Instant, settledAt: Instant.nullable() }).pipe(DeadMessage),
  body: z.unknown(),
  isOld: z.boolean(),
});

/** Makes the office. */
export function postgresOffice(db: Database): Office {
  const deliveries = (rest: SQL): Promise<FailedDelivery[]> =>
    run(
      db,
      sql`select d.id, d.state, d.reason, d.category, d.template, d.channel, e.aggregate_id as about, d.attempt,
                 d.created_at as "createdAt", d.useful_until as "usefulUntil", d.ignored_at as "ignoredAt"
            from notification.delivery d join notification.event e on e.id = d.event_id where ${rest}`,
      Delivery,
    );
  const letters = (rest: SQL): Promise<DeadLetter[]> =>
    run(
      db,
      sql`select jsonb_build_object('id', d.id, 'queue', d.queue, 'type', d.body ->> 'type', 'body', d.body::text,
              'reason', d.reason, 'createdAt', d.created_at, 'settledAt', d.settled_at, 'settledBy', d.settled_by,
              'settledHow', d.settled_how, 'because', d.because) as shown,
            d.body, d.created_at < clock_timestamp() - interval '30 days' as "isOld"
          from notification.dead_message d where ${rest}`,
      Letter,
    );
  return {
    overview: () => readOverview(db),
    recall: (key) => effects.recall(db, key),
    deliveries: {
      list: (isIgnored, after, limit) =>
        deliveries(sql`d.state in ('dead', 'unknown') and (d.ignored_at is not null) = ${isIgnored}::boolean
          and ${olderThan(after)} order by d.created_at desc, d.id desc limit ${limit}`),
      find: async (id) =>
        (await deliveries(sql`d.id = ${id} and d.state in ('dead', 'unknown', 'due')`))[0] ?? null,
      settle(id, how, because, write) {
        // One that is sent again is useful for another hour at least: someone has just decided so.
        const change =
          how === "ignored"
            ? sql`ignored_at = clock_timestamp()`
            : sql`state = 'due', reason = null, attempt = 0, lost = case when state = 'unknown' then 0 else lost end, next_at = clock_timestamp(),
                  useful_until = greatest(useful_until, clock_timestamp() + interval '1 hour')`;
        return settled(
          sql`update notification.delivery set ${change}
               where id = ${id} and state in ('dead', 'unknown') and ignored_at is null and ${effects.isUnused(write.key)}
              returning id`,
          { action: `delivery.${how}`, because },
          write,
        );
      },
    },
    letters: {
      async list(isSettled, after, limit) {
        const found =
          await letters(sql`(d.settled_at is not null) = ${isSettled}::boolean and ${olderThan(after)}
          order by d.created_at desc nulls last, d.id desc nulls last limit ${limit}`);
        return found.map(({ shown }) => shown);
      },
      find: async (id) => (await letters(sql`d.id = ${id}`))[0] ?? null,
      settle: (id, how, because, write) =>
        settled(
          sql`update notification.dead_message
                 set settled_at = clock_timestamp(), settled_by = ${write.viewer.memberId}, settled_how = ${how}, because = ${because}
               where id = ${id} and settled_at is null and ${effects.isUnused(write.key)} returning id`,
          { action: `dead_message.${how}`, because },
          write,
        ),
    },
  };

  async function settled(
    change: SQL,
    { action: name, because }: { action: string; because: string },
    { viewer, key, requestId }: Write,
  ): Promise<boolean> {
    const row = await attempt(
      db,
      sql`with changed as (${change}),
          done as (select id as subject_id, null::text as made_id from changed),
          logged as (
            insert into ${action} (actor_id, action, subject_id, changes, request_id)
            select ${viewer.memberId}, ${name}, subject_id, jsonb_build_object('reason', ${because}::text), ${requestId} from done),
          claimed as (${effects.claim(key, sql`done`)})
        select subject_id as id from done`,
      z.object({ id: z.string() }),
    );
    return row !== null;
  }
}

function olderThan(after: Position | null): SQL {
  if (after === null) return sql`true`;
  return sql`(d.created_at, d.id) < (${after.createdAt}::timestamptz, ${after.id})`;
}
