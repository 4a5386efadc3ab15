/** Inboxes in PostgreSQL; one statement each. */
import { NotificationCategory, UNREAD_MAX } from "@edgemart/contracts/notification";
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { Template } from "../core/templates.ts";
import type { Inbox } from "../ports/inbox.ts";

const Item = z.object({
  id: z.string(),
  category: NotificationCategory,
  template: Template,
  data: z.unknown(),
  createdAt: Instant,
  readAt: Instant.nullable(),
});
const Page = z.object({ items: z.array(Item), unread: z.int() });
const Count = z.object({ unread: z.int() });

/** How many are unread, no further than they are counted. @param but ids that the statement marks as read */
function unreadOf(memberId: string, but: SQL = sql`select null::text where false`): SQL {
  return sql`(select count(*)::int from (
    select from notification.inbox_item u
     where u.member_id = ${memberId} and u.read_at is null and u.expires_at > clock_timestamp()
       and u.id not in (${but}) limit ${UNREAD_MAX}) as counted)`;
}

/** Makes the inboxes. */
export function postgresInbox(db: Database): Inbox {
  return {
    async list(memberId, { isUnreadOnly, after, limit }) {
      const older =
        after === null
          ? sql`true`
          : sql`(i.created_at, i.id) < (${after.createdAt}::timestamptz, ${after.id})`;
      const [page] = await run(
        db,
        sql`with page as (
            select i.id, i.category, i.template, coalesce(a.content, i.data) as data, i.created_at, i.read_at
              from notification.inbox_item i left join notification.announcement a on a.event_id = i.event_id
             where i.member_id = ${memberId} and i.expires_at > clock_timestamp() and ${older}
               and (not ${isUnreadOnly}::boolean or i.read_at is null)
             order by i.created_at desc nulls last, i.id desc nulls last limit ${limit})
          select (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'category', category, 'template', template,
                    'data', data, 'createdAt', created_at, 'readAt', read_at)
                    order by created_at desc, id desc), '[]') from page) as items, ${unreadOf(memberId)} as unread`,
        Page,
      );
      return page ?? { items: [], unread: 0 };
    },
    async unread(memberId) {
      const [row] = await run(db, sql`select ${unreadOf(memberId)} as unread`, Count);
      return row?.unread ?? 0;
    },
    async read(memberId, input) {
      const which =
        "ids" in input
          ? sql`i.id in (select jsonb_array_elements_text(${JSON.stringify(input.ids)}::jsonb))`
          : sql`i.created_at <= ${input.before}::timestamptz`;
      // A statement does not see what it changes itself.
      const [row] = await run(
        db,
        sql`with marked as (
            update notification.inbox_item i set read_at = clock_timestamp()
             where i.member_id = ${memberId} and i.read_at is null and ${which} returning i.id)
          select ${unreadOf(memberId, sql`select id from marked`)} as unread`,
        Count,
      );
      return row?.unread ?? 0;
    },
    async remove(memberId, id) {
      const rows = await run(
        db,
        sql`delete from notification.inbox_item where id = ${id} and member_id = ${memberId} returning id`,
        z.object({ id: z.string() }),
      );
      return rows.length > 0;
    },
  };
}
