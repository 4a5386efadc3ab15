/** The audit in PostgreSQL: events are added in one statement, and sealed in batches by a hash chain in another. */
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { BEFORE_ALL, sealHash } from "../../db/audit-text.ts";
import { auditEvent, auditSeal } from "../../db/schema.ts";
import type { AuditRecord, AuditStore, Seal } from "../ports.ts";
import { askPostgres } from "./outage.ts";

const BATCH_MAX = 5_000;
/**
 * A row younger than this is not sealed yet: a statement ends after 6 s, so by then every smaller id is there too,
 * and no row can slip under a seal.
 */
const SETTLED_SECONDS = 60;

interface Row {
  id: string;
  happened_at: string;
  event: string;
  outcome: string;
  member_id: string | null;
  account: string | null;
  session_id: string | null;
  request_id: string;
  address_prefix: string;
}

/** Makes the audit over PostgreSQL. */
export function postgresAudit(db: Database): AuditStore {
  return {
    async keep(records) {
      await run(
        db,
        sql`insert into ${auditEvent} (happened_at, event, outcome, member_id, account, session_id,
                                       request_id, address_prefix, user_agent_hash)
            select to_timestamp(("happenedMs")::float8 / 1000), event, outcome, "memberId", account, "sessionId",
                   "requestId", "addressPrefix", "userAgentHash"
              from jsonb_to_recordset(${JSON.stringify(records satisfies AuditRecord[])}::jsonb)
                as r("happenedMs" text, event text, outcome text, "memberId" text, account text, "sessionId" text,
                     "requestId" text, "addressPrefix" text, "userAgentHash" text)`,
      );
    },
    async list({ memberId, before, limit }) {
      const statement = sql`
        select id, happened_at, event, outcome, member_id, account, session_id, request_id, address_prefix
          from ${auditEvent}
         where (${memberId}::text is null or member_id = ${memberId})
           and (${before}::bigint is null or id < ${before}::bigint)
         order by id desc limit ${limit}`;
      const rows = await askPostgres(() => run<Row>(db, statement));
      return rows.map((row) => ({
        id: String(row.id),
        at: new Date(row.happened_at).toISOString(),
        event: row.event,
        outcome: row.outcome,
        memberId: row.member_id,
        account: row.account,
        sessionId: row.session_id,
        requestId: row.request_id,
        addressPrefix: row.address_prefix,
      }));
    },
    async seal() {
      const rows = await run<{ number: string; events: number; hash: string }>(
        db,
        sql`with last as (
              select number, last_id, hash from ${auditSeal} order by number desc limit 1
            ), e as materialized (
              select * from ${auditEvent}
               where id > coalesce((select last_id from last), ${sql.raw(BEFORE_ALL)})
                 and id <= (select id from ${auditEvent}
                             where at < now() - make_interval(secs => ${SETTLED_SECONDS})
                             order by id desc limit 1)
               order by id limit ${BATCH_MAX}
            )
            insert into ${auditSeal} (number, first_id, last_id, events, previous, hash)
            select coalesce(max(last.number), 0) + 1, min(e.id), max(e.id), count(*),
                   coalesce(max(last.hash), ''), ${sql.raw(sealHash("coalesce(max(last.hash), '')"))}
              from e left join last on true
            having count(*) > 0
            on conflict (number) do nothing
            returning number, events, hash`,
      );
      return (
        rows.map(
          ({ number, events, hash }): Seal => ({ number: Number(number), events, hash }),
        )[0] ?? null
      );
    },
  };
}
