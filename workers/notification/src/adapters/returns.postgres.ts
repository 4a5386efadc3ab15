/** Mails that came back, in PostgreSQL: an address is known by its digest, which its delivery has kept. */
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { runContended } from "@edgemart/postgres/run-contended";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { wantedConsents } from "../core/consents.ts";
import { RETURNS } from "../core/returned-mail.ts";
import type { ReturnMessage, Returns, Suppressed } from "../ports/returns.ts";

/** What the store is made with. */
export interface ReturnTerms {
  db: Database;
  newEventId(): string;
  newNoticeId(): string;
}

/** Days that an address is left alone after the first mail that came back; after the second it stays so. */
const SUPPRESSED_DAYS = 7;
const INBOX_DAYS = 365;
/** How long a message that came before its mail is looked at again: a mail whose answer was lost is noted at its next try. */
const EARLY_HOURS = 24;
/** Messages of one look. */
const AGAIN_MAX = 50;
/** What a complaint refuses. */
const REFUSED = wantedConsents({ email: false });

const Early = z.object({
  provider: z.enum(["resend", "cloudflare"]),
  messageId: z.string(),
  providerId: z.string(),
  kind: z.enum(RETURNS),
});

/** Makes the store. */
export function postgresReturns(terms: ReturnTerms): Returns {
  const { db } = terms;
  return {
    keep: (message) => keep(terms, message, isFirst(message)),
    async lookAgain() {
      const early = await run(
        db,
        sql`select w.provider, w.message_id as "messageId", w.provider_id as "providerId", w.kind
              from notification.webhook_seen w
              join notification.delivery d on d.provider = w.provider and d.provider_id = w.provider_id
             where w.provider_id is not null and w.at > clock_timestamp() - make_interval(hours => ${EARLY_HOURS})
             order by w.at limit ${AGAIN_MAX}`,
        Early,
      );
      let done = 0;
      for (const message of early) done += Number(await keep(terms, message, isKept(message)));
      return done;
    },
    async suppressed(digests) {
      const rows = await run(
        db,
        sql`select address_digest as digest, reason from notification.suppression
             where address_digest in (select jsonb_array_elements_text(${JSON.stringify(digests)}::jsonb))
               and (until is null or until > clock_timestamp())`,
        z.object({ digest: z.string(), reason: z.enum(["hard_bounce", "complaint"]) }),
      );
      return new Map<string, Suppressed>(rows.map(({ digest, reason }) => [digest, reason]));
    },
  };
}

/** Notes a message as seen; with what it says, while there is no mail that it could be of. */
function isFirst({ provider, messageId, providerId, kind }: ReturnMessage): SQL {
  const isKnown = sql`exists (select from notification.delivery where provider = ${provider} and provider_id = ${providerId})`;
  return sql`insert into notification.webhook_seen (provider, message_id, provider_id, kind)
    select ${provider}, ${messageId}, case when not ${isKnown} then ${providerId} end, case when not ${isKnown} then ${kind} end
    on conflict do nothing returning 1`;
}

/** Takes a message that was kept: of two at once one. */
function isKept({ provider, messageId }: ReturnMessage): SQL {
  return sql`update notification.webhook_seen set provider_id = null, kind = null
    where provider = ${provider} and message_id = ${messageId} and provider_id is not null returning 1`;
}

/**
 * One statement: a message that was seen changes nothing, and one about a mail that is not ours only that. Who complains has
 * refused advertising.
 *
 * The event is notification's own and has no other reader, so it is by no queue.
 */
async function keep(
  { db, newEventId, newNoticeId }: ReturnTerms,
  { provider, providerId, kind }: ReturnMessage,
  seen: SQL,
): Promise<boolean> {
  const isComplaint = kind === "complained";
  const [row] = await runContended(
    db,
    sql`with seen as (${seen}), hit as (
            update notification.delivery set returned = ${kind}
             where provider = ${provider} and provider_id = ${providerId} and exists (select from seen)
            returning member_id, address_digest
          ), refused as (
            -- Whatever holds now: a grant that is written at the same time is not seen here.
            insert into notification.consent_event (member_id, purpose, channel, granted, source, text_version)
            select h.member_id, w.purpose, 'email', w.granted, 'complaint', w.version
              from hit h, jsonb_to_recordset(${JSON.stringify(REFUSED)}::jsonb) as w(place int, purpose text, granted boolean, version text)
             where ${isComplaint}::boolean and h.member_id is not null order by w.place
          ), held as (
            insert into notification.suppression as s (address_digest, reason, bounces, until)
            select address_digest, ${isComplaint ? "complaint" : "hard_bounce"}, ${isComplaint ? 0 : 1}::int,
                   case when not ${isComplaint}::boolean then clock_timestamp() + make_interval(days => ${SUPPRESSED_DAYS}) end
              from hit where address_digest is not null and ${kind !== "rejected"}::boolean
            on conflict (address_digest) do update
               set bounces = s.bounces + excluded.bounces,
                   reason = case when s.bounces + excluded.bounces >= 2 then 'hard_bounce'
                                 when s.reason = 'complaint' or excluded.reason = 'complaint' then 'complaint' else s.reason end,
                   until = case when s.bounces + excluded.bounces >= 2 or s.reason = 'complaint' or excluded.reason = 'complaint'
                                then null else excluded.until end
            returning reason, bounces, until
          ), happened as (
            insert into notification.event
                   (id, source, type, version, aggregate_id, sequence, occurred_at, via, state, body)
            select e.id, 'notification', 'notification.address_suppressed', 1, h.member_id, extract(epoch from e.at)::bigint,
                   e.at, 'replay', 'planned',
                   jsonb_build_object('id', e.id, 'type', 'notification.address_suppressed', 'version', 1, 'source', 'notification',
                     'occurredAt', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                     'aggregate', jsonb_build_object('type', 'member', 'id', h.member_id, 'sequence', extract(epoch from e.at)::bigint),
                     'correlationId', 'webhook', 'data', jsonb_build_object('memberId', h.member_id, 'reason', held.reason))
              from hit h, held, (select ${newEventId()} as id, clock_timestamp() as at) e
             where h.member_id is not null
            returning id, aggregate_id, occurred_at, body -> 'data' as data
          ), shown as (
            insert into notification.inbox_item (id, member_id, event_id, category, template, data, created_at, expires_at)
            select ${newNoticeId()}, aggregate_id, id, 'security', 'address_suppressed', data, occurred_at,
                   occurred_at + make_interval(days => ${INBOX_DAYS}) from happened
          )
          select exists (select from hit) as "isOurs"`,
    z.object({ isOurs: z.boolean() }),
  );
  return row?.isOurs ?? false;
}
