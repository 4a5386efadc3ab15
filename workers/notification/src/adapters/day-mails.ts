/** The day's mails in SQL: how many were sent, how many came back, and whether that is too many for advertising. The day is that of UTC. */
import { type SQL, sql } from "drizzle-orm";
import { BOUNCED_MAX, COMPLAINED_MAX, RATED_MAILS_MIN } from "../core/return-rates.ts";

/** A row with `sent`, `bounced` and `complained`. */
export const DAY_MAILS: SQL = sql`
  select count(*)::int as sent, count(*) filter (where returned = 'bounced')::int as bounced,
         count(*) filter (where returned = 'complained')::int as complained
    from notification.delivery
   where channel = 'email' and sent_at >= date_trunc('day', clock_timestamp() at time zone 'UTC') at time zone 'UTC'`;

const rated = sql.raw(`sent >= ${RATED_MAILS_MIN}`);

/** Of such a row: too many addresses took nothing. */
export const TOO_MANY_BOUNCED: SQL = sql`(${rated} and bounced > sent * ${sql.raw(String(BOUNCED_MAX))})`;
/** Of such a row: too many readers complained. */
export const TOO_MANY_COMPLAINED: SQL = sql`(${rated} and complained > sent * ${sql.raw(String(COMPLAINED_MAX))})`;
