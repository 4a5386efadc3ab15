/** Forgets what has served its time, a bounded number of rows at a time. @see specs/notifications.md 44 */
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Upkeep } from "../ports/deliveries.ts";
import { forgetOld } from "./office.postgres.ts";

const ROWS_MAX = 500;
/** Rounds of one visit; the next hour goes on. */
const ROUNDS_MAX = 20;

/** Makes the upkeep. */
export function postgresUpkeep(db: Database): Upkeep {
  const once = async (statement: SQL): Promise<number> => {
    const [row] = await run(
      db,
      sql`with gone as (${statement} returning 1) select count(*)::int as gone from gone`,
      z.object({ gone: z.int() }),
    );
    return row?.gone ?? 0;
  };
  const count = async (statement: SQL): Promise<number> => {
    let sum = 0;
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const done = await once(statement);
      sum += done;
      if (done < ROWS_MAX) break;
    }
    return sum;
  };
  const gone = (table: SQL, old: SQL) =>
    count(sql`delete from ${table} t where t.ctid = any (array(
      select ctid from ${table} where ${old} limit ${ROWS_MAX} for update skip locked))`);
  const emptied = (table: SQL, set: SQL, old: SQL) =>
    count(sql`update ${table} t set ${set} where t.ctid = any (array(
      select ctid from ${table} where ${old} limit ${ROWS_MAX} for update skip locked))`);
  return {
    forgetOld: (rowsMax) => forgetOld(db, rowsMax),
    async tidy() {
      const done = [
        await emptied(
          sql`notification.delivery`,
          sql`data = '{}'`,
          sql`data <> '{}' and state in ('sent', 'skipped') and useful_until < clock_timestamp()`,
        ),
        await emptied(
          sql`notification.delivery`,
          sql`data = '{}'`,
          sql`data <> '{}' and created_at < clock_timestamp() - interval '35 days'`,
        ),
        await emptied(
          sql`notification.event`,
          sql`body = null`,
          sql`body is not null and received_at < clock_timestamp() - interval '35 days'`,
        ),
        await gone(sql`notification.inbox_item`, sql`expires_at < clock_timestamp()`),
        await gone(
          sql`notification.delivery`,
          sql`created_at < clock_timestamp() - interval '90 days'`,
        ),
        // An item of the inbox may stay longer than its event's deliveries.
        await gone(
          sql`notification.event`,
          sql`received_at < clock_timestamp() - interval '90 days'
              and not exists (select from notification.delivery d where d.event_id = event.id)
              and not exists (select from notification.inbox_item i where i.event_id = event.id)`,
        ),
        await emptied(
          sql`notification.webhook_seen`,
          sql`provider_id = null, kind = null`,
          sql`provider_id is not null and at < clock_timestamp() - interval '25 hours'`,
        ),
        await gone(
          sql`notification.webhook_seen`,
          sql`at < clock_timestamp() - interval '35 days'`,
        ),
        await gone(
          sql`notification.push_subscription`,
          sql`coalesce(last_ok_at, created_at) < clock_timestamp() - interval '60 days'`,
        ),
        await gone(
          sql`notification.alert`,
          sql`closed_at < clock_timestamp() - interval '90 days'`,
        ),
        await gone(
          sql`notification.text_count`,
          sql`day < (clock_timestamp() at time zone 'UTC')::date - 1`,
        ),
        await gone(
          sql`notification.dead_message`,
          sql`settled_at < clock_timestamp() - interval '30 days'`,
        ),
      ];
      return done.reduce((sum, each) => sum + each, 0);
    },
  };
}
