/** Reads the security log; it is written by the statements of the changes themselves. */
import type { SecurityEvent } from "@edgemart/contracts/security-event";
import type { Database } from "@edgemart/postgres/client";
import { Digits, Instant } from "@edgemart/postgres/columns";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { member, securityEvent } from "../../db/schema.ts";
import type { SecurityLog } from "../ports.ts";

const Row = z.object({
  id: Digits,
  at: Instant,
  event: z.string(),
  change: z.string(),
  actor_id: z.string().nullable(),
  actor_name: z.string().nullable(),
  member_id: z.string(),
  member_name: z.string().nullable(),
});

/** Makes the reader of the security log. */
export function postgresSecurityLog(db: Database): SecurityLog {
  return {
    async list({ memberId, before, limit }) {
      const rows = await run(
        db,
        sql`select e.id, e.at, e.event, e.change, e.actor_id, a.name as actor_name, e.member_id, m.name as member_name
              from ${securityEvent} e
              left join ${member} a on a.id = e.actor_id and a.deleted_at is null
              left join ${member} m on m.id = e.member_id and m.deleted_at is null
             where (${memberId}::text is null or e.member_id = ${memberId} or e.actor_id = ${memberId})
               and (${before}::bigint is null or e.id < ${before}::bigint)
             order by e.id desc limit ${limit}`,
        Row,
      );
      return rows.map(eventOf);
    },
  };
}

function eventOf(row: z.output<typeof Row>): SecurityEvent {
  return {
    id: row.id,
    at: row.at,
    event: row.event,
    change: row.change,
    actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name ?? "" },
    member: { id: row.member_id, name: row.member_name ?? "" },
  };
}
