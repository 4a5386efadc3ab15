/** Members' browsers in PostgreSQL, and the messages to them. "Now" is the database's clock. */
import { PUSH_DEVICES_MAX, PushDevice } from "@edgemart/contracts/push";
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { isUniqueViolation } from "@edgemart/postgres/errors";
import { run } from "@edgemart/postgres/run";
import { runContended } from "@edgemart/postgres/run-contended";
import { encodeBase64Url } from "@edgemart/worker-kit/base64url";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { CATEGORIES, Category } from "../core/categories.ts";
import { Template } from "../core/templates.ts";
import type { ClaimedPush, NewDevice, PushStore } from "../ports/pushes.ts";
import { LEASE_SECONDS, settledBy } from "./delivery-store.postgres.ts";
import { isPushOff, nightEndsFor } from "./opted-out.ts";
import { isSuperseded } from "./superseded.ts";

/** What the store is made with. */
export interface PushStoreTerms {
  db: Database;
  newPushId(): string;
  /** How many times shorter waits are; 1 but in tests. */
  pace: number;
}

/** Failures in a row after which a browser is given up. */
const FAILURES_MAX = 5;
/** Browsers that are added at once may choose the same place: in each round one of them gets it. */
const TRIES = PUSH_DEVICES_MAX + 2;

const Device = PushDevice.extend({ createdAt: Instant, lastOkAt: Instant.nullable() });
const SHOWN = sql.raw(
  `id, browser, endpoint_digest as digest, created_at as "createdAt", last_ok_at as "lastOkAt"`,
);
const Id = z.object({ id: z.string() });
const Added = z.object({ device: Device.nullable(), isFull: z.boolean(), isEnded: z.boolean() });

const ClaimedRow = z.object({
  ...{ id: z.string(), target: z.string(), category: Category, template: Template },
  ...{ data: z.unknown(), occurredAt: Instant, attempt: z.int(), lost: z.int() },
  ...{ memberId: z.string(), pushId: z.string(), noticeId: z.string().nullable() },
  ...{ aggregateId: z.string(), secondsLeft: z.number() },
  ...{ endpoint: z.string(), p256dh: z.string(), auth: z.string(), keyId: z.string() },
});

/** Makes the store. */
export function postgresPushes(terms: PushStoreTerms): PushStore {
  const { db } = terms;
  return {
    list: (memberId) =>
      run(
        db,
        sql`select ${SHOWN} from notification.push_subscription where member_id = ${memberId} order by created_at desc, id desc`,
        Device,
      ),
    add: (device) => add(terms, device),
    async remove(memberId, id) {
      const rows = await run(
        db,
        sql`delete from notification.push_subscription where id = ${id} and member_id = ${memberId} returning id`,
        Id,
      );
      return rows.length > 0;
    },
    async claim(ids, limit) {
      const rows = await runContended(db, claimStatement(ids, limit), ClaimedRow);
      return rows.map(({ endpoint, p256dh, auth, keyId, ...row }) => ({
        ...row,
        to: { endpoint, p256dh, auth, keyId },
      }));
    },
    async settle(claimed, settlement, browser) {
      const way = { provider: "webpush", addressDigest: null };
      const rows = await runContended(
        db,
        sql`with ${settledBy(terms, claimed, settlement, way)}, browser as (${told(claimed, browser)}) select id from done`,
        Id,
      );
      return rows.length > 0;
    },
  };
}

/**
 * One statement: a place of the member's that is free, or the one that the endpoint has. Another member's browser is taken over, and
 * what was due for it there finds it no more. A session that has ended meanwhile adds nothing.
 */
async function add(
  { db, newPushId }: PushStoreTerms,
  { memberId, sessionId, endpoint, p256dh, auth, keyId, browser }: NewDevice,
): ReturnType<PushStore["add"]> {
  const bytes = new TextEncoder().encode(endpoint);
  const digest = encodeBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  const statement = sql`with ended as (
      select from notification.event e
       where e.aggregate_id = ${memberId} and e.state = 'planned'
         and (e.type = 'member.deleted' or e.type = 'auth.sessions_ended' and e.body #> '{data,sessions}' ? ${sessionId})
    ), free as (
      select coalesce(
        (select slot from notification.push_subscription where member_id = ${memberId} and endpoint_digest = ${digest}),
        (select min(n) from generate_series(1, ${PUSH_DEVICES_MAX}::int) as n
          where not exists (select from notification.push_subscription o where o.member_id = ${memberId} and o.slot = n))) as slot
    ), put as (
      insert into notification.push_subscription as p
             (id, member_id, session_id, slot, endpoint, endpoint_digest, p256dh, auth, key_id, browser)
      select ${newPushId()}, ${memberId}, ${sessionId}, free.slot, ${endpoint}, ${digest}, ${p256dh}, ${auth}, ${keyId}, ${browser}
        from free where free.slot is not null and not exists (select from ended)
      on conflict on constraint push_subscription_endpoint_key do update
         set id = case when p.member_id = excluded.member_id then p.id else excluded.id end,
             member_id = excluded.member_id, session_id = excluded.session_id, slot = excluded.slot, p256dh = excluded.p256dh,
             auth = excluded.auth, key_id = excluded.key_id, created_at = clock_timestamp(), last_ok_at = null, failures = 0
      returning ${SHOWN}
    )
    select (select to_jsonb(put) from put) as device, (select slot is null from free) as "isFull",
           exists (select from ended) as "isEnded"`;
  for (let tries = 1; ; tries += 1) {
    try {
      const [row] = await runContended(db, statement, Added);
      if (row?.isEnded) return "ended";
      if (row?.device) return row.device;
      return "full";
    } catch (thrown) {
      if (tries === TRIES || !isUniqueViolation(thrown, "push_subscription_slot_key")) throw thrown;
    }
  }
}

/**
 * Takes what is due, before a push service is asked. What serves no more ends here, and what has lost its browser. Advertising waits
 * for the morning as a mail does, and a lease of it that ran out is not followed by another copy.
 */
function claimStatement(ids: readonly string[] | null, limit: number): SQL {
  const only =
    ids === null
      ? sql`true`
      : sql`d.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;
  return sql`with due as (
      select d.id from notification.delivery d
       where d.state in ('due', 'sending') and d.next_at <= clock_timestamp() and d.channel = 'push' and ${only}
       order by array_position(${sql.raw(`array['${CATEGORIES.join("','")}']`)}, d.category), d.next_at, d.id
       limit ${limit} for update of d skip locked
    ), judged as (
      select d.id, e.occurred_at, e.aggregate_id, d.state = 'sending' as is_lost, i.id as notice_id, a.content,
             ${nightEndsFor(sql.raw("d"))} as morning, d.state = 'sending' and d.category = 'marketing' as is_over,
             s.id as push_id, s.endpoint, s.p256dh, s.auth, s.key_id,
             case when s.id is null then 'recipient_gone'
                  when a.state = 'stopped' then 'stopped'
                  when d.useful_until <= clock_timestamp() then 'stale'
                  when ${isSuperseded(sql.raw("e"))} then 'superseded'
                  when ${isPushOff(sql.raw("d"))} then 'opted_out' end as ended
        from notification.delivery d join due using (id) join notification.event e on e.id = d.event_id
        left join notification.push_subscription s on s.id = substr(d.target, 6) and s.member_id = d.member_id
        left join notification.announcement a on a.event_id = d.event_id
        left join notification.inbox_item i on i.event_id = d.event_id and i.member_id = d.member_id
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
      returning d.id, d.target, d.category, d.template, coalesce(j.content, d.data) as data, d.attempt, d.lost,
                d.state, d.member_id as "memberId",
                extract(epoch from d.useful_until - clock_timestamp())::float8 as "secondsLeft", j.occurred_at as "occurredAt",
                j.aggregate_id as "aggregateId", j.notice_id as "noticeId", j.push_id as "pushId",
                j.endpoint, j.p256dh, j.auth, j.key_id as "keyId"
    )
    select * from claimed where state = 'sending' order by id`;
}

function told({ pushId }: ClaimedPush, browser: Parameters<PushStore["settle"]>[2]): SQL {
  const mine = sql`id = ${pushId} and exists (select from done)`;
  switch (browser) {
    case "unasked":
      return sql`select 1`;
    case "ok":
      return sql`update notification.push_subscription set last_ok_at = clock_timestamp(), failures = 0 where ${mine} returning 1`;
    case "gone":
      return sql`delete from notification.push_subscription where ${mine} returning 1`;
    case "denied":
      // One that took a message of this key is there: who is refused is the shop.
      return failed(sql`${mine} and last_ok_at is null`);
    case "failed":
      return failed(mine);
  }
}

function failed(mine: SQL): SQL {
  // One statement may not change a row and remove it: the fifth failure is the one that is not counted.
  return sql`delete from notification.push_subscription where ${mine} and failures >= ${FAILURES_MAX - 1} returning 1), counted as (
    update notification.push_subscription set failures = failures + 1
     where ${mine} and failures < ${FAILURES_MAX - 1} returning 1`;
}
