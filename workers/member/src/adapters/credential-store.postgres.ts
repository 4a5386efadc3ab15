/** Credentials in PostgreSQL; what this reads leaves the Worker through `MemberCredentialsRpc` only. */
import type { Credential, CredentialReplace } from "@edgemart/contracts/credentials";
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import {
  member,
  memberCredential,
  passkey,
  recoveryCode,
  securityEvent,
  totp,
} from "../../db/schema.ts";
import type { CredentialStore } from "../ports.ts";
import { MemberRow, memberOf } from "./member-row.ts";

const StateRow = MemberRow.extend({
  sessions_void_before: Instant.nullable(),
  sessions_void_below: z.int(),
});
const CredentialRow = MemberRow.extend({
  hash: z.string().nullable(),
  password_changed_at: Instant.nullable(),
  sessions_void_below: z.int(),
  has_totp: z.boolean(),
  recovery_codes: z.int(),
  has_passkey: z.boolean(),
});

/** Makes the store of credentials. */
export function postgresCredentials(db: Database): CredentialStore {
  return {
    async credentialOf(emailNorm) {
      return credential(db, sql`m.email_norm = ${emailNorm}`);
    },
    async credentialOfId(id) {
      return credential(db, sql`m.id = ${id}`);
    },
    replace: (input, requestId) => replace(db, input, requestId),
    async stateOf(id) {
      const [row] = await run(
        db,
        sql`select * from ${member} where id = ${id} and deleted_at is null`,
        StateRow,
      );
      if (!row) return null;
      const voidSince = row.sessions_void_before;
      // For sessions of before, which count in whole seconds: those of that second are revoked too.
      const sessionsVoidBefore = voidSince ? Math.floor(Date.parse(voidSince) / 1000) + 1 : 0;
      return { ...memberOf(row), sessionsVoidBefore, sessionsVoidBelow: row.sessions_void_below };
    },
  };
}

async function credential(db: Database, whose: SQL): Promise<Credential | null> {
  const [row] = await run(
    db,
    sql`select m.*, c.hash, c.password_changed_at,
               exists (select from ${totp} t where t.member_id = m.id and t.state = 'active') as has_totp,
               (select count(*)::int from ${recoveryCode} r where r.member_id = m.id and r.used_at is null) as recovery_codes,
               exists (select from ${passkey} p where p.member_id = m.id and p.suspended_at is null) as has_passkey
          from ${member} m left join ${memberCredential} c on c.member_id = m.id
         where ${whose} and m.deleted_at is null`,
    CredentialRow,
  );
  if (!row) return null;
  const { has_passkey, has_totp, recovery_codes: recoveryCodes } = row;
  return {
    member: memberOf(row),
    passwordHash: row.hash,
    passwordChangedAt: row.password_changed_at,
    sessionsVoidBelow: row.sessions_void_below,
    factors: { totp: has_totp, recoveryCodes, passkey: has_passkey },
  };
}

/** Since when a second factor must be there to outlive a reset: a younger one may be a thief's, and yields to the mailbox. */
const SETTLED_FACTOR_DAYS = 7;

/**
 * An upgrade is no change of the password and leaves no trace but the hash.
 *
 * A reset also takes the passkeys, and a second factor that is a few days old: a thief's own would survive the owner's
 * recovery. Where an older factor is, and of an administrator, all stay, because a mailbox is no second factor; passkeys
 * then sign in no more alone (identity 16).
 */
async function replace(db: Database, input: CredentialReplace, requestId: string) {
  const { memberId, expectedHash, passwordHash, reason, sessionsVoidBefore } = input;
  const rows = await run(
    db,
    sql`with owner as (
          select id from ${member} where id = ${memberId} and deleted_at is null
             and (status = 'active' or ${reason !== "change"}::boolean)
        ), changed as (
          insert into ${memberCredential} (member_id, hash)
          select id, ${passwordHash} from owner
           where ${reason === "reset"}::boolean
              or exists (select from ${memberCredential} c where c.member_id = owner.id)
          on conflict (member_id) do update set hash = excluded.hash,
             password_changed_at = case when ${reason === "upgrade"}::boolean
               then ${memberCredential}.password_changed_at else now() end
           where ${reason === "reset"}::boolean or ${memberCredential}.hash = ${expectedHash}::text
          returning member_id
        ), voided as (
          update ${member}
             set sessions_void_before = greatest(sessions_void_before, to_timestamp(${sessionsVoidBefore - 1}::float8)),
                 sessions_void_below = version + 1, version = version + 1, updated_at = now()
           where id in (select member_id from changed) and ${sessionsVoidBefore > 0}::boolean
        ), recovered as (
          select m.id, m.role = 'admin' or exists (
                   select from ${totp} t where t.member_id = m.id and t.state = 'active'
                      and t.active_at <= now() - make_interval(days => ${SETTLED_FACTOR_DAYS}::int)
                 ) as is_kept
            from ${member} m join changed c on c.member_id = m.id where ${reason === "reset"}::boolean
        ), forgotten as (
          delete from ${passkey} where member_id in (select id from recovered where not is_kept)
        ), held as (
          update ${passkey} set second_only = true where member_id in (select id from recovered where is_kept)
        ), codeless as (
          delete from ${recoveryCode} where member_id in (select id from recovered where not is_kept)
        ), factorless as (
          delete from ${totp} where member_id in (select id from recovered where not is_kept)
        ), logged as (
          insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
          select 'authn_password_change', case when ${reason === "change"}::boolean then member_id end,
                 member_id, ${reason}::text, ${requestId}
            from changed where ${reason !== "upgrade"}::boolean
        )
        select member_id from changed`,
    z.object({ member_id: z.string() }),
  );
  return rows.length === 1;
}
