/** Second factors in PostgreSQL; what this reads leaves the Worker through `MemberCredentialsRpc` only. */
import { err, ok } from "@edgemart/contracts/result";
import {
  type Factor,
  type FactorSet,
  type RecoveryTake,
  type StepTake,
  TOTP_PENDING_SECONDS,
} from "@edgemart/contracts/second-factor";
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { member, passkey, recoveryCode, securityEvent, totp } from "../../db/schema.ts";
import type { FactorStore } from "../ports.ts";
import { resetFactors } from "./factor-reset.postgres.ts";
import { isSessionOfNow } from "./ways-in.ts";

const PENDING_SINCE = sql`now() - make_interval(secs => ${TOTP_PENDING_SECONDS}::int)`;

const FactorRow = z.object({
  role: z.enum(["member", "admin"]),
  secret: z.string().nullable(),
  since: Instant.nullable(),
  pending: z.string().nullable(),
  recovery: z.array(z.object({ slot: z.string(), hash: z.string() })),
  hasPasskey: z.boolean(),
});
const Done = z.object({ done: z.int() });

/** Makes the store of second factors. */
export function postgresFactors(db: Database): FactorStore {
  return {
    find: (memberId) => find(db, memberId),
    async set(input, requestId) {
      switch (input.to) {
        case "pending":
          return isDone(await run(db, pendingIn(input), Done));
        case "active":
          return isDone(await run(db, activated(input, requestId), Done));
        case "codes":
          return isDone(await run(db, renewed(input, requestId), Done));
        case "off":
          return turnOff(db, input.memberId, requestId);
      }
    },
    reset: (input, requestId) => resetFactors(db, input, requestId),
    takeStep: (input) => takeStep(db, input),
    takeCode: (input, requestId) => takeCode(db, input, requestId),
  };
}

function isDone(rows: { done: number }[]): Awaited<ReturnType<FactorStore["set"]>> {
  return rows[0]?.done === 1 ? ok(null) : err("not_found");
}

async function find(db: Database, memberId: string): Promise<Factor | null> {
  const [row] = await run(
    db,
    sql`select m.role, case when t.state = 'active' then t.secret end as secret, t.active_at as since,
               case when t.state = 'pending' and t.created_at > ${PENDING_SINCE} then t.secret
                    when t.next_at > ${PENDING_SINCE} then t.next_secret end as pending,
               coalesce((select jsonb_agg(jsonb_build_object('slot', r.slot, 'hash', r.hash) order by r.slot)
                           from ${recoveryCode} r where r.member_id = m.id and r.used_at is null), '[]') as recovery,
               exists (select from ${passkey} p where p.member_id = m.id and p.suspended_at is null) as "hasPasskey"
          from ${member} m left join ${totp} t on t.member_id = m.id
         where m.id = ${memberId} and m.deleted_at is null`,
    FactorRow,
  );
  if (!row) return null;
  const { hasPasskey, pending, recovery, role, secret, since } = row;
  const active = secret !== null && since !== null ? { secret, since } : null;
  return { memberId, role, active, pending, recovery, hasPasskey };
}

/** One that is active stays as it is until a code of the new secret comes. */
function pendingIn({ memberId, secret }: Extract<FactorSet, { to: "pending" }>): SQL {
  return sql`with owner as (
          select id from ${member} where id = ${memberId} and status = 'active' and deleted_at is null
        ), kept as (
          insert into ${totp} as t (member_id, secret, state) select id, ${secret}, 'pending' from owner
          on conflict (member_id) do update set
            secret = case when t.state = 'active' then t.secret else excluded.secret end,
            created_at = case when t.state = 'active' then t.created_at else now() end,
            next_secret = case when t.state = 'active' then excluded.secret end,
            next_at = case when t.state = 'active' then now() end
          returning member_id
        )
        select count(*)::int as done from kept`;
}

/** The secret that is confirmed must still be the one that waits, so of two set-ups at once the later one counts. */
function activated(input: Extract<FactorSet, { to: "active" }>, requestId: string): SQL {
  const { memberId, recoveryHashes, secret, sessionVersion, step } = input;
  return sql`with confirmed as (
          update ${totp} t
             set secret = ${secret}, state = 'active', last_step = ${step}::bigint, active_at = now(),
                 next_secret = null, next_at = null
            from ${member} m
           where t.member_id = ${memberId} and m.id = t.member_id and m.status = 'active' and m.deleted_at is null
             and ${isSessionOfNow(sessionVersion)}
             and ((t.state = 'pending' and t.secret = ${secret} and t.created_at > ${PENDING_SINCE})
               or (t.state = 'active' and t.next_secret = ${secret} and t.next_at > ${PENDING_SINCE}))
          returning t.member_id, old.state as before
        ), ${codesOf("confirmed", recoveryHashes)}, logged as (
          insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
          select 'authn_factor_change', member_id, member_id,
                 case when before = 'active' then 'second factor replaced' else 'second factor on' end, ${requestId}
            from confirmed
        )
        select count(*)::int as done from confirmed`;
}

function renewed(input: Extract<FactorSet, { to: "codes" }>, requestId: string): SQL {
  return sql`with own as (
          select t.member_id from ${totp} t join ${member} m on m.id = t.member_id
           where t.member_id = ${input.memberId} and t.state = 'active' and ${isSessionOfNow(input.sessionVersion)}
             for update of t
        ), ${codesOf("own", input.recoveryHashes)}, logged as (
          insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
          select 'authn_factor_change', member_id, member_id, 'recovery codes renewed', ${requestId} from own
        )
        select count(*)::int as done from own`;
}

/** Writes the codes of the member that a CTE names; those of before are revoked. */
function codesOf(whose: "confirmed" | "own", hashes: readonly string[]): SQL {
  return sql`codes as (
          insert into ${recoveryCode} (member_id, slot, hash)
          select ${sql.raw(whose)}.member_id, (h.n - 1)::text, h.hash
            from ${sql.raw(whose)}, jsonb_array_elements_text(${JSON.stringify(hashes)}::jsonb) with ordinality as h (hash, n)
          on conflict (member_id, slot) do update set hash = excluded.hash, used_at = null
        )`;
}

/**
 * Turns it off, unless it is an administrator's last factor. Passkeys are locked first, then the factor, as where a
 * passkey is deleted: of the two last factors removed at once the second is seen as the last.
 */
async function turnOff(
  db: Database,
  memberId: string,
  requestId: string,
): ReturnType<FactorStore["set"]> {
  const [seen] = await run(
    db,
    sql`with keys as materialized (
          select id, suspended_at from ${passkey} where member_id = ${memberId} order by id for update
        ), own as materialized (
          select t.member_id, m.role from ${totp} t join ${member} m on m.id = t.member_id
           where t.member_id = ${memberId} and t.state = 'active' and (select count(*) from keys) >= 0 for update of t
        ), removed as (
          delete from ${totp} where member_id in (
            select member_id from own where role <> 'admin' or exists (select from keys where suspended_at is null)
          ) returning member_id
        ), codes as (
          delete from ${recoveryCode} where member_id in (select member_id from removed)
        ), logged as (
          insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
          select 'authn_factor_change', member_id, member_id, 'second factor off', ${requestId} from removed
        )
        select (select count(*)::int from own) as own, (select count(*)::int from removed) as removed`,
    z.object({ own: z.int(), removed: z.int() }),
  );
  if (seen?.removed === 1) return ok(null);
  return err(seen?.own === 1 ? "last_factor" : "not_found");
}

/** Compare-and-set: a code is good once, and none of an earlier step after it. */
async function takeStep(db: Database, { memberId, secret, step }: StepTake): Promise<boolean> {
  const rows = await run(
    db,
    sql`update ${totp} set last_step = ${step}::bigint
         where member_id = ${memberId} and state = 'active' and secret = ${secret} and last_step < ${step}::bigint
        returning 1 as done`,
    Done,
  );
  return rows.length === 1;
}

async function takeCode(
  db: Database,
  { hash, memberId, slot }: RecoveryTake,
  requestId: string,
): Promise<number | null> {
  const [taken] = await run(
    db,
    sql`with used as (
          update ${recoveryCode} set used_at = now()
           where member_id = ${memberId} and slot = ${slot} and hash = ${hash} and used_at is null
          returning member_id
        ), logged as (
          insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
          select 'authn_factor_change', member_id, member_id, 'recovery code used', ${requestId} from used
        )
        select (select count(*)::int from ${recoveryCode}
                 where member_id = ${memberId} and slot <> ${slot} and used_at is null) as left
          from used`,
    z.object({ left: z.int() }),
  );
  return taken?.left ?? null;
}
