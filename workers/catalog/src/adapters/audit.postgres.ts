/** The audit trail, newest first. */
import { AuditEvent } from "@edgemart/contracts/catalog-audit";
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { instant } from "./product-admin-reads.ts";

/** Lists events of the trail. @param before id of the last event of the page before */
export async function auditEvents(
  db: Database,
  subject: string | null,
  limit: number,
  before: number | null,
): Promise<AuditEvent[]> {
  const rows = await run(
    db,
    sql`select jsonb_build_object('id', e.id::text, 'at', ${instant(sql`e.at`)}, 'actorId', e.actor_id,
                 'action', e.action, 'subjectId', e.subject_id, 'changes', e.changes,
                 'requestId', e.request_id) as item
          from catalog.audit_event e
         where (${subject === null}::boolean or e.subject_id = ${subject})
           and ${before === null ? sql`true` : sql`e.id < ${before}`}
         order by e.id desc limit ${limit}`,
    z.object({ item: AuditEvent }),
  );
  return rows.map(({ item }) => item);
}
