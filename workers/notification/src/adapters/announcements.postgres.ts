/** Announcements in PostgreSQL: made with their key and audit line, planned a thousand at a time. */
import { Announcement, PLANNED_A_MINUTE } from "@edgemart/contracts/announcements";
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { attempt, keyedEffects } from "@edgemart/postgres/keyed-effect";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { action, keyedEffect } from "../../db/schema.ts";
import type { AnnouncementStore, NewAnnouncement } from "../ports/announcements.ts";
import type { Write } from "../ports/office.ts";
import { isPushOff } from "./opted-out.ts";
import { consented, planStatement } from "./plan-announcement.ts";

const effects = keyedEffects(keyedEffect, "subject_id");
const Row = z.looseObject({ at: Instant, createdAt: Instant }).pipe(Announcement);
const Id = z.object({ id: z.string() });
const Open = z.object({
  id: z.string(),
  kind: z.enum(["members", "consented", "all"]),
  lastMember: z.string(),
});

/** What the store is made with. */
export interface AnnouncementTerms {
  db: Database;
  newAnnouncementId(): string;
  newEventId(): string;
  newDeliveryId(): string;
  newNoticeId(): string;
}

/** Makes the store. */
export function postgresAnnouncements(terms: AnnouncementTerms): AnnouncementStore {
  const { db } = terms;
  const select = (rest: SQL) =>
    run(
      db,
      sql`select a.id, a.state, a.audience ->> 'kind' as audience, a.category, a.content -> 'texts' as texts,
                 a.content ->> 'path' as path, a.at, a.recipients, a.planned, a.created_at as "createdAt", a.created_by as "createdBy",
                 left_by.sent, left_by.pushed
            from notification.announcement a, lateral (
              select count(*) filter (where d.channel = 'email')::int as sent, count(*) filter (where d.channel = 'push')::int as pushed
                from notification.delivery d where d.event_id = a.event_id and d.state = 'sent') as left_by
           where ${rest}`,
      Row,
    );
  return {
    list: (after, limit) =>
      select(
        sql`${after === null ? sql`true` : sql`(a.created_at, a.id) < (${after.createdAt}::timestamptz, ${after.id})`}
          order by a.created_at desc nulls last, a.id desc nulls last limit ${limit}`,
      ),
    find: async (id) => (await select(sql`a.id = ${id}`))[0] ?? null,
    recall: (key) => effects.recall(db, key),
    async make(announcement, write) {
      const row = await attempt(db, makeStatement(terms, announcement, write), Id);
      return row?.id ?? null;
    },
    async stop(id, write) {
      const row = await attempt(
        db,
        sql`with found as (select id, state from notification.announcement where id = ${id}),
            changed as (
              update notification.announcement set state = 'stopped'
               where id = ${id} and state <> 'stopped' and ${effects.isUnused(write.key)} returning id),
            done as (select id as subject_id, id as made_id from changed),
            logged as (${audit("announcement.stopped", sql`'{}'::jsonb`, write)}),
            claimed as (${effects.claim(write.key, sql`done`)})
          select id from found`,
        Id,
      );
      return row !== null;
    },
    async consenting() {
      const [row] = await run(
        db,
        sql`select count(*)::int as n from (${consented("")}) as c`,
        z.object({ n: z.int() }),
      );
      return row?.n ?? 0;
    },
    async pushable({ audience, category }) {
      const among: Record<typeof audience.kind, SQL> = {
        members: sql`s.member_id in (select jsonb_array_elements_text(${JSON.stringify(audience.kind === "members" ? audience.memberIds : [])}::jsonb))`,
        consented: sql`s.member_id in (select c.id from (${consented("")}) as c)`,
        all: sql`true`,
      };
      const [row] = await run(
        db,
        sql`select count(distinct s.member_id)::int as n from notification.push_subscription s,
                   lateral (select s.member_id, ${category}::text as category, 'announcement' as template) as d
             where ${among[audience.kind]} and not ${isPushOff(sql.raw("d"))}`,
        z.object({ n: z.int() }),
      );
      return row?.n ?? 0;
    },
    async next() {
      const [row] = await run(
        db,
        sql`select a.id, a.audience ->> 'kind' as kind, a.last_member as "lastMember" from notification.announcement a
             where a.state in ('due', 'planning') and a.at <= clock_timestamp()
               and not exists (select from notification.announcement b where b.planned_at > clock_timestamp() - interval '55 seconds')
             order by a.at, a.id limit 1`,
        Open,
      );
      return row ?? null;
    },
    async plan(open, memberIds) {
      const [row] = await run(
        db,
        planStatement(terms, open, memberIds, PLANNED_A_MINUTE),
        z.object({ planned: z.int() }),
      );
      return row?.planned ?? 0;
    },
  };
}

function audit(name: string, changes: SQL, { viewer, requestId }: Write): SQL {
  return sql`insert into ${action} (actor_id, action, subject_id, changes, request_id)
    select ${viewer.memberId}, ${name}, subject_id, ${changes}, ${requestId} from done`;
}

function makeStatement(
  { newAnnouncementId, newEventId }: AnnouncementTerms,
  { audience, category, texts, path, at, recipients, isTest }: NewAnnouncement,
  write: Write,
): SQL {
  const id = newAnnouncementId();
  const content = JSON.stringify({ category, texts, path });
  const facts = JSON.stringify({ audience: audience.kind, category, recipients });
  return sql`with happened as (
      insert into notification.event (id, source, type, version, aggregate_id, sequence, occurred_at, via, state)
      select ${newEventId()}, 'notification', 'notification.announced', 1, ${id}, 1, clock_timestamp(), 'replay', 'planned'
       where ${effects.isUnused(write.key)} returning id
    ), made as (
      insert into notification.announcement (id, event_id, category, audience, content, at, recipients, created_by)
      select ${id}, h.id, ${category}, ${JSON.stringify({ ...audience, isTest })}::jsonb, ${content}::jsonb,
             coalesce(${at}::timestamptz, clock_timestamp()), ${recipients}, ${write.viewer.memberId} from happened h
      returning id
    ), done as (select id as subject_id, id as made_id from made),
    logged as (${audit(isTest ? "announcement.tested" : "announcement.made", sql`${facts}::jsonb`, write)}),
    claimed as (${effects.claim(write.key, sql`done`)})
    select id from made`;
}
