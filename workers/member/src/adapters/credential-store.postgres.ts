/** Credentials in PostgreSQL; what this reads leaves the Worker through `MemberCredentialsRpc` only. */
import type { Credential, CredentialReplace } from "@edgemart/contracts/credentials";
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import {
  address,
  cart,
  identity,
  member,
  memberCredential,
  passkey,
  recoveryCode,
  securityEvent,
  totp,
} from "../../db/schema.ts";
import type { CredentialStore } from "../ports.ts";
import { attempt, claim, isUnused } from "./keyed-effect.ts";
import { MemberRow, memberOf } from "./member-row.ts";
import { behindAdders, WAYS_STAY } from "./ways-in.ts";

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

/**
 * An upgrade is no change of the password and leaves no trace but the hash.
 *
 * A reset also takes passkeys, linked accounts, and a second factor that is a few days old, unless they are to be kept: a
 * thief's own would survive the owner's recovery. Where an older factor is, and of an administrator, factors and passkeys stay, because a
 * mailbox is no second factor; passkeys then sign in no more alone, and linked accounts go: one of a thief's would be the
 * first factor to his passkey or recovery code (found by `npm run prove -- --of takeover`). Who has a mailed link reads
 * the mailbox: the address is confirmed, and an account that never was is emptied of what its maker may have laid there
 * (identity 15, 16).
 */
async function replace(db: Database, input: CredentialReplace, requestId: string) {
  const {
    memberId,
    expectedHash,
    keepOtherWaysIn,
    link,
    passwordHash,
    reason,
    sessionsVoidBefore,
  } = input;
  const key = link ? { principal: "link", key: link.id, input: "reset" } : null;
  const isReset = reason === "reset";
  const isProved = isReset && link?.isMailed === true;
  const isFirstProof = sql`(${isProved}::boolean and not m.email_verified and m.role <> 'admin')`;
  const row = await attempt(
    db,
    sql`with owner as (
          select id from ${member} where id = ${memberId} and deleted_at is null
             and (status = 'active' or ${reason !== "change" && !link}::boolean)
             and (${!link}::boolean or email_norm = ${link?.emailNorm ?? ""}) and ${isUnused(key)}
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
          update ${member} m
             set email_verified = email_verified or ${isProved}::boolean,
                 default_address_id = case when not ${isFirstProof} then default_address_id end,
                 address_count = case when ${isFirstProof} then 0 else address_count end,
                 sessions_void_before = greatest(sessions_void_before, to_timestamp(${sessionsVoidBefore - 1}::float8)),
                 sessions_void_below = version + 1, version = version + 1, updated_at = now()
           where id in (select member_id from changed) and ${sessionsVoidBefore > 0}::boolean
        ), settled as (
          select m.id, ${isFirstProof} as is_first, not ${isFirstProof} and ${WAYS_STAY} as is_kept
            from ${member} m join changed c on c.member_id = m.id where ${isReset}::boolean
        ), recovered as (
          select *, is_first or (not is_kept and ${keepOtherWaysIn !== true}::boolean) as is_emptied from settled
        ), forgotten as (
          delete from ${passkey} where member_id in (select id from recovered where is_emptied)
        ), unlinked as (
          delete from ${identity} where member_id in (select id from recovered where is_emptied or not ${keepOtherWaysIn === true}::boolean)
        ), held as (
          update ${passkey} set second_only = true where member_id in (select id from recovered where is_kept)
        ), codeless as (
          delete from ${recoveryCode} where member_id in (select id from recovered where is_emptied)
        ), factorless as (
          delete from ${totp} where member_id in (select id from recovered where is_emptied)
        ), addresses as (
          delete from ${address} where member_id in (select id from recovered where is_first)
        ), carts as (
          delete from ${cart} where member_id in (select id from recovered where is_first)
        ), logged as (
          insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
          select 'authn_password_change', case when ${reason === "change"}::boolean then member_id end,
                 member_id, ${reason}::text, ${requestId}
            from changed where ${reason !== "upgrade"}::boolean
        ), claimed as (${claim(key, sql`(select member_id, null::text as made_id from changed)`)})
        select member_id from changed`,
    z.object({ member_id: z.string() }),
    isReset ? behindAdders(memberId) : undefined,
  );
  return row !== null;
}
