/** Dead messages as staff see and settle them, in PostgreSQL. */
import { DeadMessage } from "@edgemart/contracts/dead-messages";
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { Time } from "../core/fields.ts";
import type { DeadLetter, DeadMessageAdmin } from "../ports/dead-messages.ts";
import { effectsOf, isUnused, outcomeOf, SUBJECT } from "./acts.ts";

const Row = z.object({
  shown: z.looseObject({ createdAt: Time, settledAt: Time.nullable() }).pipe(DeadMessage),
  body: z.unknown(),
  isOld: z.boolean(),
});

/** Keeps what was decided on dead messages. */
export function postgresDeadMessages(db: Database, requestId: string): DeadMessageAdmin {
  const read = (rest: SQL): Promise<DeadLetter[]> =>
    run(
      db,
      sql`select jsonb_build_object('id', d.id, 'queue', d.queue, 'type', d.body ->> 'type', 'body', d.body::text,
              'reason', d.reason, 'createdAt', d.created_at, 'settledAt', d.settled_at, 'settledBy', d.settled_by,
              'settledHow', d.settled_how, 'because', d.because) as shown,
            d.body, d.created_at < clock_timestamp() - interval '30 days' as "isOld"
          from orders.dead_message d where ${rest}`,
      Row,
    );
  return {
    async list(isSettled, after, limit) {
      const older =
        after === null
          ? sql`true`
          : sql`(d.created_at, d.id) < (${after.createdAt}::timestamptz, ${after.id})`;
      const rows = await read(sql`(d.settled_at is not null) = ${isSettled}::boolean and ${older}
        order by d.created_at desc nulls last, d.id desc nulls last limit ${limit}`);
      return rows.map(({ shown }) => shown);
    },
    find: async (id) => (await read(sql`d.id = ${id}`))[0] ?? null,
    settle: (id, how, because, who) =>
      outcomeOf(
        db,
        sql`with done as (
            update orders.dead_message
               set settled_at = clock_timestamp(), settled_by = ${who.actor}, settled_how = ${how}, because = ${because}
             where id = ${id} and settled_at is null and ${isUnused(who.key)} returning id
          ), ${effectsOf(who, requestId, SUBJECT)} select id from done`,
      ),
  };
}
