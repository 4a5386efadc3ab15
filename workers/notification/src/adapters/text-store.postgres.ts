/** Text messages in PostgreSQL: claimed by one statement, counted by another. "Now" is the database's clock, the day that of UTC. */
import type { Database } from "@edgemart/postgres/client";
import { runContended } from "@edgemart/postgres/run-contended";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { NUMBER_DAY_MAX } from "../core/categories.ts";
import type { TextStore } from "../ports/texts.ts";
import { ClaimedRow, LEASE_SECONDS, TWICE } from "./delivery-store.postgres.ts";
import { isOptedOut } from "./opted-out.ts";
import { isSuperseded } from "./superseded.ts";

const AdmittedRow = z.object({ said: z.enum(["yes", "number_full", "day_full", "overtaken"]) });

const TODAY = sql.raw("(clock_timestamp() at time zone 'UTC')::date");
/** Under it all numbers are counted together. */
const ALL = "";

/** Makes the store. */
export function postgresTexts(db: Database): TextStore {
  return {
    claim: ({ ids, limit, hasKeys }) =>
      runContended(
        db,
        sql`with due as (
            select d.id from notification.delivery d
             where d.state in ('due', 'sending') and d.next_at <= clock_timestamp() and d.channel = 'sms'
               and (${ids === null}::boolean or d.id in (select jsonb_array_elements_text(${JSON.stringify(ids ?? [])}::jsonb)))
               and not exists (select from notification.breaker b
                                where b.channel = d.channel and b.open_until > clock_timestamp())
             order by d.next_at, d.id limit ${limit} for update of d skip locked
          ), judged as (
            select d.id, e.occurred_at,
                   case when d.useful_until <= clock_timestamp() then 'stale'
                        when ${isSuperseded(sql.raw("e"))} then 'superseded'
                        when ${isOptedOut(sql.raw("d"))} then 'opted_out' end as ended,
                   d.state = 'sending' as is_lost,
                   d.state = 'sending' and not ${hasKeys}::boolean
                     and (d.lost > 0 or not ${TWICE}::jsonb ? d.category) as is_over
              from notification.delivery d join due using (id) join notification.event e on e.id = d.event_id
          ), claimed as (
            update notification.delivery d
               set state = case when j.ended is not null then 'skipped' when j.is_over then 'unknown' else 'sending' end,
                   reason = case when j.ended is not null then j.ended when j.is_lost then 'lease_over' else d.reason end,
                   attempt = d.attempt + 1, lost = d.lost + j.is_lost::int,
                   lease_until = case when j.ended is null and not j.is_over
                                      then clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}) end,
                   next_at = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
              from judged j where j.id = d.id
            returning d.id, d.target, d.category, d.template, d.data, d.attempt, d.lost, d.state, j.occurred_at as "occurredAt"
          )
          select * from claimed where state = 'sending' order by id`,
        ClaimedRow,
      ),
    async admit({ id, attempt }, digest, dailyMax) {
      // A row of the day's is counted up behind its lock: of two at once each sees what the other has counted.
      const [row] = await runContended(
        db,
        sql`with mine as (
            select d.id, d.address_digest is distinct from ${digest} as is_new from notification.delivery d
             where d.id = ${id} and d.state = 'sending' and d.attempt = ${attempt}
          ), today as (
            select coalesce((select count from notification.text_count where day = ${TODAY} and number_digest = ${ALL}), 0)
                     >= ${dailyMax}::int as is_full
          ), counted as (
            insert into notification.text_count as c (day, number_digest, count)
            select ${TODAY}, ${digest}, 1 from mine, today where mine.is_new and not today.is_full
            on conflict (day, number_digest) do update set count = c.count + 1 where c.count < ${NUMBER_DAY_MAX}
            returning 1
          ), of_all as (
            insert into notification.text_count as c (day, number_digest, count)
            select ${TODAY}, ${ALL}, 1 from counted
            on conflict (day, number_digest) do update set count = c.count + 1 where c.count < ${dailyMax}::int
            returning 1
          ), noted as (
            update notification.delivery d set address_digest = ${digest} from mine, of_all where d.id = mine.id returning 1
          )
          select case when not exists (select from mine) then 'overtaken'
                      when not (select is_new from mine) or exists (select from noted) then 'yes'
                      when today.is_full or exists (select from counted) then 'day_full'
                      else 'number_full' end as said from today`,
        AdmittedRow,
      );
      if (!row) throw new Error("admitting a text gave no row");
      return row.said;
    },
  };
}
