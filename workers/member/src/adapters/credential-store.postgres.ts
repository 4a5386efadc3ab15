/** Credentials in PostgreSQL; what this reads leaves the Worker through `MemberCredentialsRpc` only. */
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { member, memberCredential } from "../../db/schema.ts";
import { type MemberRow, memberOf } from "../core/member-of.ts";
import type { CredentialStore } from "../ports.ts";

export function postgresCredentials(db: Database): CredentialStore {
  return {
    async credentialOf(emailNorm) {
      const [row] = await run<MemberRow & { hash: string | null }>(
        db,
        sql`select m.*, c.hash from ${member} m left join ${memberCredential} c on c.member_id = m.id
             where m.email_norm = ${emailNorm} and m.deleted_at is null`,
      );
      return row ? { member: memberOf(row), passwordHash: row.hash } : null;
    },
  };
}
