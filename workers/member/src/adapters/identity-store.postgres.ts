/** Accounts at providers in PostgreSQL; what this reads leaves the Worker through `MemberCredentialsRpc` only. */
import { AGE_MIN } from "@edgemart/contracts/consent";
import type { IdentityLink, KnownIdentity } from "@edgemart/contracts/google";
import { err, ok } from "@edgemart/contracts/result";
import type { Database } from "@edgemart/postgres/client";
import { isUniqueViolation } from "@edgemart/postgres/errors";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import {
  consent,
  identity,
  member,
  memberCredential,
  passkey,
  securityEvent,
} from "../../db/schema.ts";
import type { IdentityStore, NewIdentity } from "../ports.ts";
import { claimIdentity } from "./identity-claim.postgres.ts";
import { IdentityRow, identityOf } from "./identity-row.ts";
import { MemberRow, memberOf } from "./member-row.ts";
import { type Teller, TOLD, ToldRows, toldOf } from "./told.ts";
import { isSessionOfNow } from "./ways-in.ts";

const KnownRow = z.object({
  identity: IdentityRow,
  member: MemberRow,
  has_another_way: z.boolean(),
});
const HAS_ANOTHER_WAY = sql`(exists (select from ${memberCredential} c where c.member_id = m.id)
  or exists (select from ${passkey} p where p.member_id = m.id and p.suspended_at is null and not p.second_only))`;

/** What the store works with. */
export interface IdentityTerms {
  db: Database;
  teller: Teller;
}

/** Makes the store of identities. */
export function postgresIdentities({ db, teller }: IdentityTerms): IdentityStore {
  return {
    find: ({ issuer, subject }) =>
      known(
        db,
        sql`select to_jsonb(i) as identity, to_jsonb(m) as member, ${HAS_ANOTHER_WAY} as has_another_way
              from ${identity} i join ${member} m on m.id = i.member_id
             where i.issuer = ${issuer} and i.subject = ${subject} and m.deleted_at is null`,
      ),
    use: (id) =>
      known(
        db,
        sql`update ${identity} i set last_used_at = now() from ${member} m
             where i.id = ${id} and m.id = i.member_id and m.deleted_at is null
            returning to_jsonb(i) as identity, to_jsonb(m) as member, ${HAS_ANOTHER_WAY} as has_another_way`,
      ),
    async listOf(memberId) {
      const rows = await run(
        db,
        sql`select i.* from ${identity} i join ${member} m on m.id = i.member_id
             where i.member_id = ${memberId} and m.deleted_at is null order by i.linked_at, i.id`,
        IdentityRow,
      );
      return rows.map(identityOf);
    },
    register: (input, requestId) => register({ db, teller }, input, requestId),
    link: (id, input, requestId) => link(db, id, input, requestId),
    claim: (id, input, requestId) => claimIdentity(db, id, input, requestId),
    unlink: (memberId, id, requestId) => unlink(db, memberId, id, requestId),
  };
}

async function known(db: Database, statement: SQL): Promise<KnownIdentity | null> {
  const [row] = await run(db, statement, KnownRow);
  if (!row) return null;
  const { has_another_way: hasAnotherWay, identity: found, member: owner } = row;
  return { identity: identityOf(found), member: memberOf(owner), hasAnotherWay };
}

/** The provider confirmed the address, so the account begins confirmed. Of two at once the indexes let one through. */
async function register(
  { db, teller }: IdentityTerms,
  input: NewIdentity,
  requestId: string,
): ReturnType<IdentityStore["register"]> {
  const {
    accepts,
    email,
    emailNorm,
    identityId,
    issuer,
    locale,
    memberId,
    name,
    picture,
    subject,
  } = input;
  const agreed = JSON.stringify({
    terms: accepts.terms,
    privacy: accepts.privacy,
    age14: String(AGE_MIN),
  });
  try {
    const [made] = await run(
      db,
      sql`with made as (
            insert into ${member} (id, email, email_norm, name, locale, email_verified, provider, profile_image)
            values (${memberId}, ${email}, ${emailNorm}, ${name}, ${locale}, true, 'GOOGLE', ${picture})
            returning *
          ), linked as (
            insert into ${identity} (id, member_id, provider, issuer, subject, last_used_at)
            select ${identityId}, id, 'GOOGLE', ${issuer}, ${subject}, now() from made
            returning *
          ), consented as (
            insert into ${consent} (member_id, kind, version)
            select made.id, each.key, each.value from made, jsonb_each_text(${agreed}::jsonb) as each
          ), logged as (
            insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
            select 'authn_factor_change', id, id, 'identity linked', ${requestId} from made
          ), told as (${toldOf(teller, { type: "member.registered", data: { provider: "google" } }, sql`made`)})
          select to_jsonb(made) as member, to_jsonb(linked) as identity, ${TOLD} as told from made, linked`,
      z.object({ member: MemberRow, identity: IdentityRow, told: ToldRows }),
    );
    if (!made) throw new Error("a statement that must answer one row answered none");
    teller.publish(made.told);
    return ok({ member: memberOf(made.member), identity: identityOf(made.identity) });
  } catch (thrown) {
    if (isUniqueViolation(thrown, "member_email_norm_key")) return err("email_taken");
    if (isUniqueViolation(thrown, "identity_issuer_subject_key")) return err("identity_taken");
    throw thrown;
  }
}

/**
 * The member's row is locked and judged as it is under its lock, and gets another version: of two tickets for one member
 * the second is of an earlier one.
 */
async function link(
  db: Database,
  id: string,
  { issuer, memberId, memberVersion, sessionVersion, subject }: IdentityLink,
  requestId: string,
): ReturnType<IdentityStore["link"]> {
  const [seen] = await run(
    db,
    sql`with owner as materialized (
          select id from ${member}
           where id = ${memberId} and status = 'active' and deleted_at is null and email_verified
             and version = coalesce(${memberVersion}::int, version) and ${isSessionOfNow(sessionVersion)}
             for no key update
        ), added as (
          insert into ${identity} (id, member_id, provider, issuer, subject)
          select ${id}, id, 'GOOGLE', ${issuer}, ${subject} from owner
          on conflict do nothing
          returning *
        ), renewed as (
          update ${member} set version = version + 1, updated_at = now() where id in (select member_id from added)
        ), logged as (
          insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
          select 'authn_factor_change', member_id, member_id, 'identity linked', ${requestId} from added
        )
        select (select count(*)::int from owner) as owners, (select to_jsonb(a) from added a) as added`,
    z.object({ owners: z.int(), added: IdentityRow.nullable() }),
  );
  if (seen?.added) return ok(identityOf(seen.added));
  if (seen?.owners !== 1) return err("not_found");
  // A row that came in the same moment is not in the first statement's view.
  const [other] = await run(
    db,
    sql`select exists (select from ${identity} where issuer = ${issuer} and subject = ${subject}
                          and member_id <> ${memberId}) as is_taken`,
    z.object({ is_taken: z.boolean() }),
  );
  return err(other?.is_taken ? "identity_taken" : "identity_exists");
}

/**
 * Unlinks unless nothing else signs the member in. Its passkeys and identities are locked first, in one order, as
 * deleting a passkey does: of two ways that go at once the second sees that it is the last.
 */
async function unlink(
  db: Database,
  memberId: string,
  id: string,
  requestId: string,
): ReturnType<IdentityStore["unlink"]> {
  const [seen] = await run(
    db,
    sql`with ${waysOf(memberId)}, other as (
          select exists (select from ${memberCredential} where member_id = ${memberId})
              or exists (select from own_passkey where suspended_at is null and not second_only)
              or exists (select from own_identity where id <> ${id}) as way
        ), removed as (
          delete from ${identity} where id in (select id from own_identity where id = ${id}) and (select way from other)
          returning member_id
        ), renewed as (
          update ${member} set version = version + 1, updated_at = now() where id in (select member_id from removed)
        ), logged as (
          insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
          select 'authn_factor_change', member_id, member_id, 'identity unlinked', ${requestId} from removed
        )
        select exists (select from own_identity where id = ${id}) as is_own, (select count(*)::int from removed) as removed`,
    z.object({ is_own: z.boolean(), removed: z.int() }),
  );
  if (seen?.removed === 1) return ok(null);
  return err(seen?.is_own ? "last_sign_in_method" : "not_found");
}

/**
 * Locks a member's passkeys, then its identities: what a statement must do first that takes one of them away. Under the
 * locks a row that went meanwhile is gone.
 */
export function waysOf(memberId: string): SQL {
  return sql`own_passkey as materialized (
      select id, suspended_at, second_only from ${passkey} where member_id = ${memberId} order by id for update
    ), own_identity as materialized (
      select id from ${identity}
       where member_id = ${memberId} and (select count(*) from own_passkey) >= 0 order by id for update
    )`;
}
