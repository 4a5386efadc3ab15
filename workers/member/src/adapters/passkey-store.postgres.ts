/** Passkeys in PostgreSQL; what this reads leaves the Worker through `MemberCredentialsRpc` only. */
import type { Passkey, PasskeyKeep, PasskeyUse, PasskeyUsed } from "@edgemart/contracts/passkeys";
import { err, ok } from "@edgemart/contracts/result";
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { isUniqueViolation } from "@edgemart/postgres/errors";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { member, memberCredential, passkey, securityEvent, totp } from "../../db/schema.ts";
import type { PasskeyStore } from "../ports.ts";
import { waysOf } from "./identity-store.postgres.ts";
import { MemberRow, memberOf } from "./member-row.ts";
import { isSessionOfNow } from "./ways-in.ts";

const PasskeyRow = z.object({
  id: z.string(),
  member_id: z.string(),
  credential_id: z.string(),
  key_hex: z.string(),
  counter: z.coerce.number(),
  backup_eligible: z.boolean(),
  backed_up: z.boolean(),
  transports: z.array(z.string()),
  rp_id: z.string(),
  name: z.string(),
  created_at: Instant,
  last_used_at: Instant.nullable(),
  suspended_at: Instant.nullable(),
  second_only: z.boolean(),
});
const COLUMNS = sql`p.*, encode(p.public_key, 'hex') as key_hex`;
/** A place that two took at once: the one who came second looks again for a free one. */
const PLACE_TRIES_MAX = 10;

/** Makes the store of passkeys. */
export function postgresPasskeys(db: Database): PasskeyStore {
  return {
    async listOf(memberId) {
      const rows = await run(
        db,
        sql`select ${COLUMNS} from ${passkey} p join ${member} m on m.id = p.member_id
             where p.member_id = ${memberId} and m.deleted_at is null order by p.created_at, p.id`,
        PasskeyRow,
      );
      return rows.map(passkeyOf);
    },
    async find(credentialId) {
      const [row] = await run(
        db,
        sql`select to_jsonb(m) as member, (to_jsonb(p) - 'public_key') || jsonb_build_object('key_hex', encode(p.public_key, 'hex')) as passkey
              from ${passkey} p join ${member} m on m.id = p.member_id
             where p.credential_id = ${credentialId} and m.deleted_at is null`,
        z.object({ member: MemberRow, passkey: PasskeyRow }),
      );
      return row ? { passkey: passkeyOf(row.passkey), member: memberOf(row.member) } : null;
    },
    async add(id, input, requestId) {
      for (let tried = 1; ; tried++) {
        try {
          return await add(db, id, input, requestId);
        } catch (thrown) {
          const isPlaceTaken = isUniqueViolation(thrown, "passkey_member_slot_key");
          if (!isPlaceTaken || tried === PLACE_TRIES_MAX) throw thrown;
        }
      }
    },
    use: (input, requestId) => use(db, input, requestId),
    async rename(memberId, id, name) {
      const [row] = await run(
        db,
        sql`update ${passkey} p set name = ${name} where p.id = ${id} and p.member_id = ${memberId}
            returning ${COLUMNS}`,
        PasskeyRow,
      );
      return row ? passkeyOf(row) : null;
    },
    remove: (memberId, id, requestId) => remove(db, memberId, id, requestId),
  };
}

/** The lowest free place is taken by the insert itself; without one there is no row to insert. */
async function add(
  db: Database,
  id: string,
  input: PasskeyKeep,
  requestId: string,
): ReturnType<PasskeyStore["add"]> {
  const { aaguid, backedUp, backupEligible, counter, credentialId, memberId, name, rpId } = input;
  const keyHex = Buffer.from(input.publicKey, "base64url").toString("hex");
  const transports = JSON.stringify(input.transports);
  const isOfNow = isSessionOfNow(input.sessionVersion);
  const [seen] = await run(
    db,
    sql`with owner as (
          select id from ${member}
           where id = ${memberId} and status = 'active' and deleted_at is null and ${isOfNow} for no key update
        ), place as (
          select min(n) as slot from generate_series(0, 9) n, owner
           where not exists (select from ${passkey} where member_id = owner.id and slot = n)
        ), added as (
          insert into ${passkey} (id, member_id, slot, credential_id, public_key, counter, backup_eligible, backed_up,
                                  transports, aaguid, rp_id, name)
          select ${id}, owner.id, place.slot, ${credentialId}, decode(${keyHex}, 'hex'), ${counter}, ${backupEligible}::boolean,
                 ${backedUp}::boolean, array(select jsonb_array_elements_text(${transports}::jsonb)), ${aaguid}, ${rpId}, ${name}
            from owner, place where place.slot is not null
          on conflict (credential_id) do nothing
          returning *
        ), logged as (
          insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
          select 'authn_factor_change', member_id, member_id, 'passkey added', ${requestId} from added
        )
        select (select count(*)::int from owner) as owners, (select slot from place) as slot,
               (select (to_jsonb(p) - 'public_key') || jsonb_build_object('key_hex', encode(p.public_key, 'hex')) from added p) as added`,
    z.object({ owners: z.int(), slot: z.int().nullable(), added: PasskeyRow.nullable() }),
  );
  if (seen?.added) return ok(passkeyOf(seen.added));
  if (seen?.owners !== 1) return err("not_found");
  return err(seen.slot === null ? "passkeys_full" : "passkey_exists");
}

/**
 * Raises the counter, or judges one that did not rise: a passkey that several devices hold counts on each of them, any
 * other may have been copied. The row is judged as it is under its lock, so of two uses of one counter one is too late.
 *
 * @see specs/identity.md 40
 */
async function use(
  db: Database,
  { backedUp, counter, id }: PasskeyUse,
  requestId: string,
): Promise<PasskeyUsed> {
  const isHigher = sql`(${counter}::bigint > p.counter or (${counter}::bigint = 0 and p.counter = 0))`;
  const [seen] = await run(
    db,
    sql`with used as (
          update ${passkey} p
             set counter = greatest(p.counter, ${counter}::bigint), backed_up = ${backedUp}::boolean,
                 last_used_at = case when ${isHigher} or p.backup_eligible then now() else p.last_used_at end,
                 suspended_at = case when ${isHigher} or p.backup_eligible then null else now() end
           where p.id = ${id} and p.suspended_at is null
          returning p.member_id, p.suspended_at is not null as is_suspended,
                    not (${counter}::bigint > old.counter or (${counter}::bigint = 0 and old.counter = 0)) as is_behind
        ), logged as (
          insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
          select 'authn_factor_change', null, member_id,
                 case when is_suspended then 'passkey suspended' else 'passkey counter not higher' end, ${requestId}
            from used where is_behind
        )
        select is_suspended as "isSuspended", is_behind as "isBehind" from used`,
    z.object({ isSuspended: z.boolean(), isBehind: z.boolean() }),
  );
  if (!seen) return "gone";
  if (seen.isSuspended) return "suspended";
  return seen.isBehind ? "not_higher" : "used";
}

/**
 * Deletes a passkey unless nothing else signs its member in, or an administrator would be left without a second factor.
 * All passkeys and identities of the member are locked first, in one order, then its factor: of two ways that go at once
 * the second sees that it is the last.
 */
async function remove(
  db: Database,
  memberId: string,
  id: string,
  requestId: string,
): ReturnType<PasskeyStore["remove"]> {
  const [seen] = await run(
    db,
    sql`with ${waysOf(memberId)}, factor as materialized (
          select member_id from ${totp}
           where member_id = ${memberId} and state = 'active' and (select count(*) from own_identity) >= 0 for update
        ), other as (
          select exists (select from ${memberCredential} where member_id = ${memberId})
              or exists (select from own_identity)
              or exists (select from own_passkey where id <> ${id} and suspended_at is null and not second_only) as way,
                 (select role <> 'admin' from ${member} where id = ${memberId})
              or (select suspended_at is not null from own_passkey where id = ${id})
              or exists (select from factor)
              or exists (select from own_passkey where id <> ${id} and suspended_at is null) as factor
        ), removed as (
          delete from ${passkey} where id in (select id from own_passkey where id = ${id})
             and (select way and factor from other)
          returning member_id
        ), logged as (
          insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
          select 'authn_factor_change', member_id, member_id, 'passkey removed', ${requestId} from removed
        )
        select exists (select from removed) as "isRemoved", exists (select from own_passkey where id = ${id}) as "isOwn",
               (select way from other) as "hasWay"`,
    z.object({ isRemoved: z.boolean(), isOwn: z.boolean(), hasWay: z.boolean() }),
  );
  if (seen?.isRemoved) return ok(null);
  if (!seen?.isOwn) return err("not_found");
  return err(seen.hasWay ? "last_factor" : "last_sign_in_method");
}

function passkeyOf(row: z.output<typeof PasskeyRow>): Passkey {
  return {
    id: row.id,
    memberId: row.member_id,
    name: row.name,
    credentialId: row.credential_id,
    publicKey: Buffer.from(row.key_hex, "hex").toString("base64url"),
    counter: row.counter,
    backupEligible: row.backup_eligible,
    synced: row.backed_up,
    suspended: row.suspended_at !== null,
    secondOnly: row.second_only,
    rpId: row.rp_id,
    transports: row.transports,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  };
}
