/** The audit in PostgreSQL: events are added in one statement, and sealed in batches by a hash chain in another. */
import type { Database } from "@edgemart/postgres/client";
import { Digits, Instant } from "@edgemart/postgres/columns";
import { run, runAlone } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { BEFORE_ALL, sealHash } from "../../db/audit-text.ts";
import { auditEvent, auditSeal } from "../../db/schema.ts";
import type { AuditRecord, AuditStore } from "../ports.ts";
import { askPostgres } from "./outage.ts";

const BATCH_MAX = 5_000;
/**
 * A row younger than this is not sealed yet: a statement ends after 6 s, so by then every smaller id is there too,
 * and no row can slip under a seal.
 */
const SETTLED_SECONDS = 60;

const Row = z.object({
  id: Digits,
  at: Instant,
  event: z.string(),
  outcome: z.string(),
  memberId: z.string().nullable(),
  account: z.string().nullable(),
  sessionId: z.string().nullable(),
  requestId: z.string(),
  addressPrefix: z.string(),
});
const SealRow = z.object({ number: Digits, events: z.int(), hash: z.string() });

/** Makes the audit over PostgreSQL. */
export function postgresAudit(db: Database): AuditStore {
  return {
    async keep(records) {
      await runAlone(
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
        select id, happened_at as at, event, outcome, member_id as "memberId", account, session_id as "sessionId",
               request_id as "requestId", address_prefix as "addressPrefix"
          from ${auditEvent}
         where (${memberId}::text is null or member_id = ${memberId})
           and (${before}::bigint is null or id < ${before}::bigint)
         order by id desc limit ${limit}`;
      return askPostgres(() => run(db, statement, Row));
    },
    async seal() {
      const [seal] = await run(
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
        SealRow,
      );
      return seal ? { ...seal, number: Number(seal.number) } : null;
    },
  };
}
