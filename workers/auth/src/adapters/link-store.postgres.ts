/** One-time links in PostgreSQL: each verb is one statement, and a link is written with the event that mails it. */
import type { AuthEvent } from "@edgemart/contracts/events/auth-events";
import { LINK_LIFE_SECONDS, LinkKind } from "@edgemart/contracts/links";
import { Locale } from "@edgemart/contracts/locale";
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { type EventSender, OutboxEvent } from "@edgemart/postgres/outbox";
import { run, runAlone } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { link, outbox } from "../../db/schema.ts";
import { LINK_TRIES_MAX } from "../core/links.ts";
import { outboxRowsOf } from "../core/outbox-rows.ts";
import type { LinkStore, NewLink } from "../ports.ts";
import { askPostgres } from "./outage.ts";

/** After so long a use that was cut off may begin again. */
const USE_SECONDS = 30;
/** Rows that one visit of the clock removes. */
const ROWS_MAX = 500;
/** Events that one visit of the clock removes. */
const EVENT_DAYS = 14;

const Row = z.object({
  id: z.string(),
  kind: LinkKind,
  kid: z.string(),
  member_id: z.string().nullable(),
  email: z.string().nullable(),
  locale: Locale,
  payload: z.unknown(),
  binding: z.string(),
  issued_by: z.string().nullable(),
  created_at: Instant,
  expires_at: Instant,
});

const Id = z.object({ id: z.string() });

/** A link that may be used now: of a reset, a change of address and a claim the newest alone. */
const LIVING = sql`l.done_at is null and l.expires_at > now()
  and (l.used_at is null or l.used_at < now() - make_interval(secs => ${sql.raw(String(USE_SECONDS))}))
  and not (l.kind in ('reset', 'email_change', 'claim')
           and exists (select from ${link} n where n.member_id = l.member_id and n.kind = l.kind
                          and (n.created_at, n.id) > (l.created_at, l.id)))`;

/** Makes the store. @param events sends what was written to its queue; what it cannot send waits for the clock */
export function postgresLinks(db: Database, events: EventSender): LinkStore {
  const find = async (which: SQL) => {
    const statement = sql`select l.* from ${link} l
                           where ${which} and ${LIVING} and l.tries < ${LINK_TRIES_MAX}`;
    return (await askPostgres(() => run(db, statement, Row))).map(linkOf);
  };
  const write = async (statement: SQL) => {
    await events.send(await askPostgres(() => run(db, statement, OutboxEvent)));
  };
  return {
    make: (made, event) => write(sql`with made as (${insertLink(made)}) ${insertEvent(event)}`),
    tell: (event) => write(insertEvent(event)),
    async find(digest) {
      const [found] = await find(sql`l.digest = ${digest}`);
      return found ?? null;
    },
    findAll: (ids) =>
      find(sql`l.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`),
    async pending(binding) {
      const pending = await find(sql`l.binding = ${binding} and l.member_id is null`);
      return pending.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    },
    async undosOf(memberId, binding) {
      const undos = await find(
        sql`l.member_id = ${memberId} and l.kind = 'email_undo' and l.binding = ${binding}`,
      );
      return undos.toSorted((a, b) => (a.createdAt > b.createdAt ? 1 : -1));
    },
    async take(digest, kind, binding) {
      const rows = await askPostgres(() =>
        run(
          db,
          sql`update ${link} l set used_at = now()
               where l.digest = ${digest} and l.kind = ${kind} and l.binding = ${binding} and ${LIVING}
              returning l.id`,
          Id,
        ),
      );
      return rows.length === 1;
    },
    async finish(id, memberId) {
      await askPostgres(() =>
        runAlone(
          db,
          sql`update ${link} set done_at = now(), member_id = coalesce(member_id, ${memberId}), payload = null, email = null
               where id = ${id} and done_at is null`,
        ),
      );
    },
    async takeTry(id) {
      const statement = sql`update ${link} set tries = tries + 1
                             where id = ${id} and tries < ${LINK_TRIES_MAX} returning id`;
      return (await askPostgres(() => run(db, statement, Id))).length === 1;
    },
    async drop(id) {
      await askPostgres(() => runAlone(db, sql`delete from ${link} where id = ${id}`));
    },
    async dropAllOf(memberId, kept, than) {
      const before = than?.createdAt ?? null;
      await askPostgres(() =>
        runAlone(
          db,
          sql`delete from ${link} where member_id = ${memberId} and done_at is null
                 and (kind not in (select jsonb_array_elements_text(${JSON.stringify(kept)}::jsonb))
                      or created_at > ${before}::timestamptz)
                 and id <> ${than?.id ?? ""}`,
        ),
      );
    },
    async tidy() {
      const [row] = await run(
        db,
        sql`with links as (
              delete from ${link} where id in (
                select id from ${link} where expires_at < now() - interval '1 hour'
                 order by expires_at limit ${ROWS_MAX}) returning 1),
            events as (
              delete from ${outbox} where id in (
                select id from ${outbox} where created_at < now() - make_interval(days => ${EVENT_DAYS})
                 order by created_at limit ${ROWS_MAX}) returning 1)
            select ((select count(*) from links) + (select count(*) from events))::int as removed`,
        z.object({ removed: z.int() }),
      );
      return row?.removed ?? 0;
    },
  };
}

function insertLink(made: NewLink): SQL {
  const { binding, digest, email, id, issuedBy, kid, kind, locale, memberId, payload } = made;
  const json = payload === null ? null : JSON.stringify(payload);
  return sql`insert into ${link} (id, kind, kid, digest, member_id, email, locale, payload, binding, issued_by, expires_at)
             values (${id}, ${kind}, ${kid}, ${digest}, ${memberId}, ${email}, ${locale}, ${json}::jsonb, ${binding},
                     ${issuedBy}, clock_timestamp() + make_interval(secs => ${LINK_LIFE_SECONDS[kind]}))`;
}

/** A row for each of its queues; none for no event. */
function insertEvent(event: AuthEvent | null): SQL {
  const rows = event ? outboxRowsOf(event).map(({ id, queue }) => ({ id, queue })) : [];
  return sql`insert into ${outbox} (id, queue, body)
             select id, queue, ${JSON.stringify(event)}::jsonb
               from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, queue text)
             returning id, queue, body`;
}

function linkOf(row: z.output<typeof Row>) {
  return {
    id: row.id,
    kind: row.kind,
    kid: row.kid,
    memberId: row.member_id,
    email: row.email ?? "",
    locale: row.locale,
    payload: row.payload,
    binding: row.binding,
    issuedBy: row.issued_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
