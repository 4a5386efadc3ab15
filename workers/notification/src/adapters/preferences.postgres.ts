/** Choices and consents in PostgreSQL: one statement writes both, and what confirms a consent. @see specs/notifications.md 18–20 */
import type { ConsentChannel, ConsentPurpose } from "@edgemart/contracts/marketing-consent";
import {
  DEFAULT_CHOICES,
  NotificationChoices,
  NotificationExport,
  type Preferences,
} from "@edgemart/contracts/notification";
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { run } from "@edgemart/postgres/run";
import { runContended } from "@edgemart/postgres/run-contended";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type WantedConsent, wantedConsents } from "../core/consents.ts";
import { targetOf } from "../core/targets.ts";
import type { PreferenceStore } from "../ports/inbox.ts";

/** What the store is made with. */
export interface PreferenceTerms {
  db: Database;
  newEventId(): string;
  newDeliveryId(): string;
  newNoticeId(): string;
}

const Row = z.object({
  choices: z.unknown(),
  version: z.int(),
  email: z.boolean(),
  atNight: z.boolean(),
  changedAt: Instant.nullable(),
  push: z.boolean(),
  pushAtNight: z.boolean(),
  pushChangedAt: Instant.nullable(),
});

const ConsentRow = NotificationExport.shape.consents.element.extend({ at: Instant });

/** Days in which a consent or a refusal must have been confirmed (Network Act, Enforcement Decree art. 62-2). */
const CONFIRM_DAYS = 14;
const INBOX_DAYS = 90;
const DEFAULTS = JSON.stringify(DEFAULT_CHOICES);

/** Makes the choices. */
export function postgresPreferences(terms: PreferenceTerms): PreferenceStore {
  const { db } = terms;
  return {
    async read(memberId) {
      const [row] = await run(
        db,
        sql`select coalesce(p.choices, ${JSON.stringify(DEFAULT_CHOICES)}::jsonb) as choices, coalesce(p.version, 1) as version,
                   ${consentsOf(sql`m.id`)}
              from (values (${memberId}::text)) as m(id) left join notification.preference p on p.member_id = m.id`,
        Row,
      );
      if (!row) throw new Error("reading preferences gave no row");
      return shown(row);
    },
    consents: (memberId, limit) =>
      run(
        db,
        sql`select at, purpose, channel, granted, source, text_version as "textVersion" from notification.consent_event
             where member_id = ${memberId} order by id desc limit ${limit}`,
        ConsentRow,
      ),
    async replace(memberId, input, { match, requestId }) {
      const [row] = await run(
        db,
        replaceStatement(terms, memberId, input, { match, requestId, source: "form" }),
        Row,
      );
      return row ? shown(row) : null;
    },
    async refuse({ memberId, category }, requestId) {
      const input =
        category === "marketing"
          ? { marketing: { email: false } as const }
          : { choices: { service: { email: false } } };
      const how = { match: "any", requestId, source: "one_click" } as const;
      await runContended(db, replaceStatement(terms, memberId, input, how), Row);
    },
  };
}

function shown({ choices, version, ...said }: z.infer<typeof Row>): Preferences {
  // What older rows do not name is as no one had chosen it.
  const parsed = NotificationChoices.safeParse(choices);
  const { push: agreed, pushAtNight, pushChangedAt, ...email } = said;
  const push = { agreed, atNight: pushAtNight, changedAt: pushChangedAt };
  return {
    choices: parsed.success ? parsed.data : DEFAULT_CHOICES,
    marketing: { ...email, push },
    version,
  };
}

/** What holds now, by channel. @param change what a statement itself says of a channel, which it does not see */
function consentsOf(member: SQL, change?: ConsentChannel): SQL {
  const holds = (purpose: ConsentPurpose, channel: ConsentChannel) => {
    const before = sql`notification.has_consent(${member}, ${purpose}, ${channel})`;
    if (channel !== change) return before;
    return sql`coalesce((select granted from wanted where purpose = ${purpose}), ${before})`;
  };
  const at = (channel: ConsentChannel) => {
    const before = sql`(select max(at) from notification.consent_event c where c.member_id = ${member} and c.channel = ${channel})`;
    return channel === change ? sql`coalesce((select max(at) from changed), ${before})` : before;
  };
  return sql`${holds("marketing", "email")} as email, ${holds("marketing_night", "email")} as "atNight", ${at("email")} as "changedAt",
    ${holds("marketing", "push")} as push, ${holds("marketing_night", "push")} as "pushAtNight", ${at("push")} as "pushChangedAt"`;
}

/** On which version, from which request, and how it was said. */
type How = Parameters<PreferenceStore["replace"]>[2] & { source: "form" | "one_click" };

/**
 * One statement: the choices on the version that was seen, a row for each consent that changes, and what confirms it.
 *
 * Under `*` each consent that is named gets a row, changed or not: of two at once the one that waited for the other does not see
 * what it wrote, and a refusal must not be lost by that.
 */
function replaceStatement(
  { newEventId, newDeliveryId, newNoticeId }: PreferenceTerms,
  memberId: string,
  { choices = {}, marketing }: Parameters<PreferenceStore["replace"]>[1],
  { match, requestId, source }: How,
): SQL {
  const isAny = match === "any";
  // A click that changes nothing writes nothing: mail programs repeat it.
  const isWanted =
    source === "form"
      ? sql`true`
      : sql`(${marketing !== undefined}::boolean and notification.has_consent(${memberId}, 'marketing', 'email')
             or ${choices.service !== undefined}::boolean and not exists (
               select from notification.preference n where n.member_id = ${memberId} and n.choices #>> '{service,email}' = 'false'))
            and not exists (select from notification.event g
                             where g.aggregate_id = ${memberId} and g.type = 'member.deleted' and g.state = 'planned')`;
  const versions = JSON.stringify(isAny ? [] : match);
  const isNamed = (version: SQL) =>
    sql`(${isAny}::boolean or ${versions}::jsonb @> to_jsonb(${version}))`;
  const wanted: WantedConsent[] = wantedConsents(marketing);
  const channel = wanted[0]?.channel;
  // What is not named stays as it is, in each group.
  const into = (kept: SQL) => sql`(${kept} || (
    select coalesce(jsonb_object_agg(key, coalesce(${kept} -> key, ${DEFAULTS}::jsonb -> key) || value), '{}')
      from jsonb_each(${JSON.stringify(choices)}::jsonb)))`;
  return sql`with pref as (
      insert into notification.preference as p (member_id, choices, version)
      select ${memberId}, ${into(sql`${DEFAULTS}::jsonb`)}, 2
       where (${isNamed(sql`1`)} or exists (select from notification.preference where member_id = ${memberId})) and ${isWanted}
      on conflict (member_id) do update
         set choices = ${into(sql`p.choices`)}, version = p.version + 1, updated_at = clock_timestamp()
       where ${isNamed(sql`p.version`)}
      returning p.choices, p.version
    ), wanted as (
      select w.*, notification.has_consent(${memberId}, w.purpose, w.channel) as was
        from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
               as w(place int, purpose text, channel text, granted boolean, version text), pref
    ), changed as (
      insert into notification.consent_event (member_id, purpose, channel, granted, source, text_version, request_id)
      select ${memberId}, purpose, channel, granted, ${source}, version, ${requestId} from wanted
       where granted <> was or ${isAny}::boolean order by place
      returning purpose, channel, granted, at
    ), told as (
      -- One message: who refuses advertising has refused that of the night.
      select c.purpose, c.channel, c.granted, c.at from changed c join wanted w using (purpose)
       where c.granted <> w.was order by w.place limit 1
    ), happened as (
      -- By no queue, and from no outbox: notification's own events have no other reader.
      insert into notification.event (id, source, type, version, aggregate_id, sequence, occurred_at, via, state, body)
      select e.id, 'notification', 'notification.consent_changed', 1, ${memberId}, p.version, t.at, 'replay', 'planned',
             jsonb_build_object('id', e.id, 'type', 'notification.consent_changed', 'version', 1, 'source', 'notification',
               'occurredAt', to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
               'aggregate', jsonb_build_object('type', 'member', 'id', ${memberId}::text, 'sequence', p.version),
               'correlationId', ${requestId}::text,
               'data', jsonb_build_object('purpose', t.purpose, 'channel', t.channel, 'granted', t.granted))
        from told t, pref p, (values (${newEventId()})) as e(id)
      returning id, occurred_at, body -> 'data' as data
    ), mailed as (
      insert into notification.delivery
             (id, event_id, rule, channel, target, member_id, category, template, data, state, next_at, useful_until)
      select ${newDeliveryId()}, h.id, 'consent_changed', 'email', ${targetOf({ member: memberId })}, ${memberId}, 'account', 'consent_changed',
             h.data, 'due', clock_timestamp(), h.occurred_at + make_interval(days => ${CONFIRM_DAYS}) from happened h
    ), kept as (
      insert into notification.inbox_item (id, member_id, event_id, category, template, data, created_at, expires_at)
      select ${newNoticeId()}, ${memberId}, h.id, 'service', 'consent_changed', h.data, h.occurred_at,
             h.occurred_at + make_interval(days => ${INBOX_DAYS}) from happened h
    )
    select p.choices, p.version, ${consentsOf(sql`${memberId}::text`, channel)} from pref p`;
}
