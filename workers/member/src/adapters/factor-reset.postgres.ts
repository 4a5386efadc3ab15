/** The removal of a member's second factors by another who is an administrator: one statement with its line of the security log. @see specs/identity.md 50 */
import { err, ok } from "@edgemart/contracts/result";
import type { FactorReset } from "@edgemart/contracts/second-factor";
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { member, passkey, recoveryCode, securityEvent, totp } from "../../db/schema.ts";
import type { FactorStore } from "../ports.ts";
import { Actor, actorColumn, partiesOf, refusalOf } from "./parties.ts";
import { behindAdders } from "./ways-in.ts";

const Reset = z.object({ actor: Actor.nullable(), found: z.int(), removed: z.int() });

/**
 * Takes passkeys, app and codes away, in the order in which every other change of them locks.
 *
 * The sessions of before add nothing any more, whatever the session store says of them. Both members are looked at in the
 * statement: an administrator who is demoted at the same moment either did it before, or does nothing.
 */
export async function resetFactors(
  db: Database,
  { actorId, memberId }: FactorReset,
  requestId: string,
): ReturnType<FactorStore["reset"]> {
  if (actorId === memberId) return err("forbidden");
  const viewer = { memberId: actorId, seesAll: true };
  const [row] = await run(
    db,
    sql`with ${partiesOf(viewer, memberId)}, target as (
          select p.id from parties p, terms
           where p.id = ${memberId} and p.deleted_at is null and terms.actor_role = 'admin'
        ), voided as (
          update ${member} set sessions_void_below = version + 1, version = version + 1, updated_at = now()
           where id in (select id from target)
        ), keys as materialized (
          select id from ${passkey} where member_id in (select id from target) order by id for update
        ), forgotten as (
          delete from ${passkey} where id in (select id from keys) returning member_id
        ), factorless as (
          delete from ${totp} where member_id in (select id from target) and (select count(*) from keys) >= 0
          returning member_id, state
        ), codeless as (
          delete from ${recoveryCode} where member_id in (select id from target)
        ), removed as (
          select member_id from forgotten union select member_id from factorless where state = 'active'
        ), logged as (
          insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
          select 'authn_factor_change', ${actorId}, member_id, 'second factor reset', ${requestId} from removed
        )
        select (select count(*)::int from target) as found, (select count(*)::int from removed) as removed,
               ${actorColumn(viewer)}`,
    Reset,
    behindAdders(actorId, memberId),
  );
  if (row?.found === 1) return ok(row.removed > 0);
  return err(row && refusalOf(row.actor, viewer, memberId, "admin") ? "forbidden" : "not_found");
}
