/** Links an account at a provider to the member whose mailbox was proved by a link. @see specs/identity.md 28 */
import type { IdentityClaim } from "@edgemart/contracts/google";
import { err, ok } from "@edgemart/contracts/result";
import type { Database } from "@edgemart/postgres/client";
import { isUniqueViolation } from "@edgemart/postgres/errors";
import { sql } from "drizzle-orm";
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
import type { IdentityStore } from "../ports.ts";
import { IdentityRow, identityOf } from "./identity-row.ts";
import { attempt, claim, isUnused } from "./keyed-effect.ts";
import { MemberRow, memberOf } from "./member-row.ts";
import { behindAdders } from "./ways-in.ts";

/**
 * Confirms, empties where nothing but the mailbox was proved, and links: all or none. Orders stay.
 *
 * The member's row is locked and judged under its lock. An administrator has no such way in: password and factor stay
 * what they are. The identity is inserted without a way around its indexes, so that one which is another's takes the
 * emptying back too.
 */
export async function claimIdentity(
  db: Database,
  id: string,
  input: IdentityClaim,
  requestId: string,
): ReturnType<IdentityStore["claim"]> {
  const { isEmptied, issuer, linkId, memberId, memberVersion, sessionsVoidBefore, subject } = input;
  const key = { principal: "link", key: linkId, input: "claim" };
  const gone = sql`(select id from owner where ${isEmptied}::boolean)`;
  try {
    const seen = await attempt(
      db,
      sql`with owner as materialized (
            select id from ${member}
             where id = ${memberId} and status = 'active' and deleted_at is null and role <> 'admin'
               and version = ${memberVersion} and ${isUnused(key)}
          ), passwordless as (
            delete from ${memberCredential} where member_id in ${gone}
          ), forgotten as (
            delete from ${passkey} where member_id in ${gone}
          ), unlinked as (
            delete from ${identity} where member_id in ${gone} returning 1
          ), codeless as (
            delete from ${recoveryCode} where member_id in ${gone}
          ), factorless as (
            delete from ${totp} where member_id in ${gone}
          ), addresses as (
            delete from ${address} where member_id in ${gone}
          ), carts as (
            delete from ${cart} where member_id in ${gone}
          ), proved as (
            update ${member} m
               set email_verified = true, version = version + 1, updated_at = now(),
                   default_address_id = case when not ${isEmptied}::boolean then default_address_id end,
                   address_count = case when ${isEmptied}::boolean then 0 else address_count end,
                   sessions_void_below = case when ${isEmptied}::boolean then version + 1 else sessions_void_below end,
                   sessions_void_before = case when ${isEmptied}::boolean
                     then greatest(sessions_void_before, to_timestamp(${sessionsVoidBefore - 1}::float8))
                     else sessions_void_before end
             where id in (select id from owner)
            returning m.*
          ), added as (
            insert into ${identity} (id, member_id, provider, issuer, subject, last_used_at)
            -- What is deleted here is deleted first: one account of each provider.
            select ${id}, id, 'GOOGLE', ${issuer}, ${subject}, now() from owner
             where (select count(*) from unlinked) >= 0
            returning *
          ), logged as (
            insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
            select 'authn_factor_change', id, id,
                   case when ${isEmptied}::boolean then 'claimed by mailbox, emptied' else 'claimed by mailbox' end,
                   ${requestId} from owner
          ), claimed as (${claim(key, sql`(select member_id, null::text as made_id from added)`)})
          select (select to_jsonb(p) from proved p) as member, (select to_jsonb(a) from added a) as identity`,
      z.object({ member: MemberRow.nullable(), identity: IdentityRow.nullable() }),
      behindAdders(memberId),
    );
    if (!seen?.member || !seen.identity) return err("not_found");
    const linked = { identity: identityOf(seen.identity), member: memberOf(seen.member) };
    return ok({ ...linked, hasAnotherWay: !isEmptied });
  } catch (thrown) {
    if (isUniqueViolation(thrown, "identity_issuer_subject_key")) return err("identity_taken");
    // It has another account of this provider: signed in by that, it unlinks it.
    if (isUniqueViolation(thrown, "identity_member_provider_key")) return err("identity_taken");
    throw thrown;
  }
}
