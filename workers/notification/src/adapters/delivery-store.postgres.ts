/** Deliveries in PostgreSQL: claimed by one statement, settled by another. "Now" is the database's clock. */
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { run } from "@edgemart/postgres/run";
import { runContended } from "@edgemart/postgres/run-contended";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { CATEGORIES, Category, MAY_COME_TWICE } from "../core/categories.ts";
import type { Settlement } from "../core/delivery.ts";
import { Template } from "../core/templates.ts";
import type { Claim, Claimed, DeliveryStore } from "../ports/deliveries.ts";
import { DAY_MAILS, TOO_MANY_BOUNCED, TOO_MANY_COMPLAINED } from "./day-mails.ts";
import { IS_BEYOND_MEMBER_DAY } from "./member-day.ts";
import { isOptedOut, nightEndsFor } from "./opted-out.ts";
import { isSuperseded } from "./superseded.ts";

/** What the store is made with. */
export interface DeliveryTerms {
  db: Database;
  /** How many times shorter waits are; 1 but in tests. */
  pace: number;
}

/** Seconds a delivery belongs to the one who claimed it: longer than any provider is waited for. */
export const LEASE_SECONDS = 60;

/** A delivery that was claimed. */
export const ClaimedRow = z.object({
  id: z.string(),
  target: z.string(),
  category: Category,
  template: Template,
  data: z.unknown(),
  occurredAt: Instant,
  attempt: z.int(),
  lost: z.int(),
});

/** Makes the store. */
export function postgresDeliveries(terms: DeliveryTerms): DeliveryStore {
  const { db } = terms;
  return {
    claim: (claim) => runContended(db, claimStatement(claim), ClaimedRow),
    settle: (claimed, settlement, way) => settle(terms, claimed, settlement, way),
    async skip({ id, attempt }, reason) {
      const rows = await run(
        db,
        sql`update notification.delivery set state = 'skipped', reason = ${reason}, lease_until = null
             where id = ${id} and state = 'sending' and attempt = ${attempt} returning id`,
        z.object({ id: z.string() }),
      );
      return rows.length > 0;
    },
  };
}

/** Categories that are sent once more when the first outcome is not known. */
export const TWICE = JSON.stringify([...MAY_COME_TWICE]);

/**
 * Takes what is due, before the provider is asked: a process that ends in between leaves a lease that runs out.
 *
 * The next claimer finds such a lease and does not know whether the message has left. Without a key of the provider's it is sent
 * once more, or, where a copy would be worse than a miss, not again.
 */
function claimStatement({ ids, limit, hasKeys, dailyMax }: Claim): SQL {
  const only =
    ids === null
      ? sql`true`
      : sql`d.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;
  return sql`with used as (${DAY_MAILS}), due as (
      select d.id from notification.delivery d, used
       where d.state in ('due', 'sending') and d.next_at <= clock_timestamp() and d.channel = 'email' and ${only}
         and used.sent < case d.category when 'marketing' then ${dailyMax}::int / 2 else ${dailyMax}::int end
         and not (d.category = 'marketing' and (${TOO_MANY_BOUNCED} or ${TOO_MANY_COMPLAINED}))
         and not exists (select from notification.breaker b
                          where b.channel = d.channel and b.open_until > clock_timestamp())
       order by array_position(${sql.raw(`array['${CATEGORIES.join("','")}']`)}, d.category), d.next_at, d.id
       limit ${limit} for update of d skip locked
    ), judged as (
      select d.id, e.occurred_at, a.content,
             case when a.state = 'stopped' then 'stopped'
                  when d.useful_until <= clock_timestamp() then 'stale'
                  when ${isSuperseded(sql.raw("e"))} then 'superseded'
                  when ${isOptedOut(sql.raw("d"))} then 'opted_out'
                  when ${IS_BEYOND_MEMBER_DAY} then 'member_limit' end as ended,
             ${nightEndsFor(sql.raw("d"))} as morning, d.state = 'sending' as is_lost,
             d.state = 'sending' and not ${hasKeys}::boolean
               and (d.lost > 0 or not ${TWICE}::jsonb ? d.category) as is_over
        from notification.delivery d join due using (id) join notification.event e on e.id = d.event_id
        left join notification.announcement a on a.event_id = d.event_id
    ), claimed as (
      update notification.delivery d
         set state = case when j.ended is not null then 'skipped' when j.is_over then 'unknown'
                          when j.morning is not null then 'due' else 'sending' end,
             reason = case when j.ended is not null then j.ended when j.is_lost then 'lease_over'
                           when j.morning is not null then 'night' else d.reason end,
             attempt = d.attempt + (j.morning is null)::int, lost = d.lost + j.is_lost::int,
             lease_until = case when j.ended is null and not j.is_over and j.morning is null
                                then clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}) end,
             next_at = coalesce(j.morning, clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}))
        from judged j where j.id = d.id
      returning d.id, d.target, d.category, d.template, coalesce(j.content, d.data) as data, d.attempt, d.lost, d.state, j.occurred_at as "occurredAt"
    )
    select * from claimed where state = 'sending' order by id`;
}

async function settle(
  terms: DeliveryTerms,
  claimed: Claimed,
  settlement: Settlement,
  way: Way,
): Promise<boolean> {
  const rows = await runContended(
    terms.db,
    sql`with ${settledBy(terms, claimed, settlement, way)} select id from done`,
    z.object({ id: z.string() }),
  );
  return rows.length > 0;
}

/** By whom it was sent, and to which address. */
interface Way {
  provider: string;
  addressDigest: string | null;
}

/** Writes what became of a delivery, as parts of a statement: `done` has a row when the claim was still the caller's. */
export function settledBy(
  { pace }: Pick<DeliveryTerms, "pace">,
  { id, attempt }: Claimed,
  { state, reason, waitSeconds, providerId, isLost, isFree, stops }: Settlement,
  { provider, addressDigest }: Way,
): SQL {
  const isSent = state === "sent";
  const rests = stops
    ? sql`insert into notification.breaker as b (channel, reason, open_until)
          select channel, ${stops.reason}, clock_timestamp() + make_interval(secs => ${stops.seconds / pace}::float8) from done
          on conflict (channel) do update set reason = excluded.reason, open_until = excluded.open_until returning 1`
    : isSent
      ? sql`delete from notification.breaker b using done where b.channel = done.channel returning 1`
      : sql`select 1 where false`;
  return sql`done as (
        update notification.delivery
           set state = ${state}, reason = ${reason}::text, lease_until = null,
               attempt = attempt - ${isFree ? 1 : 0}::int, lost = lost + ${isLost ? 1 : 0}::int,
               next_at = case when ${state === "due"}::boolean
                 then least(useful_until, clock_timestamp() + make_interval(secs => ${waitSeconds / pace}::float8))
                 else next_at end,
               provider = case when ${isSent}::boolean then ${provider} end,
               address_digest = coalesce(case when ${isSent}::boolean then ${addressDigest}::text end, address_digest),
               provider_id = case when ${isSent}::boolean then ${providerId}::text end,
               sent_at = case when ${isSent}::boolean then clock_timestamp() end
         where id = ${id} and state = 'sending' and attempt = ${attempt} returning id, channel
      ), rests as (${rests})`;
}
