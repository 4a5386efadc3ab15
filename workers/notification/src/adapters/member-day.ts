/** How many mails one member gets in a day, in SQL: a stranger who makes the shop write must not fill a mailbox. @see specs/notifications.md 49.20 */
import { type SQL, sql } from "drizzle-orm";
import { MEMBER_DAY_MAX, NEVER_HELD, UNCOUNTED } from "../core/categories.ts";

const listed = (names: Iterable<string>) =>
  sql.raw([...names].map((each) => `'${each}'`).join(", "));
const isCounted = (row: SQL) =>
  sql`(${row}.member_id is not null and ${row}.category not in (${listed(UNCOUNTED)})
       and ${row}.template not in (${listed(NEVER_HELD)}))`;

/** Tells whether delivery `d`, of a claim whose rows are in `due`, is beyond what its member gets in a day. */
export const IS_BEYOND_MEMBER_DAY: SQL = sql`(${isCounted(sql`d`)} and
    (select count(*) from notification.delivery s
      where s.member_id = d.member_id and s.channel = d.channel and ${isCounted(sql`s`)}
        and (s.state = 'sending' or s.sent_at > clock_timestamp() - interval '1 day')
        and s.id not in (select id from due))
  + count(*) filter (where ${isCounted(sql`d`)}) over (partition by d.member_id order by d.id rows unbounded preceding)
  > ${sql.raw(String(MEMBER_DAY_MAX))})`;
