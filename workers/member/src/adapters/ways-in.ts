/** The other ways into an account than its password, where its owner recovers it: parts of one statement. @see specs/identity.md 16 */
import { type SQL, sql } from "drizzle-orm";
import { identity, member, passkey, recoveryCode, totp } from "../../db/schema.ts";

/** Since when a second factor must be there to outlive a recovery: a younger one may be a thief's, and yields to the mailbox. */
const SETTLED_FACTOR_DAYS = 7;

/** Tells whether the second factors of member `m` stay: of an administrator, and where one is settled. */
export const WAYS_STAY = sql`(m.role = 'admin' or exists (select from ${totp} t
     where t.member_id = m.id and t.state = 'active'
       and t.active_at <= now() - make_interval(days => ${sql.raw(String(SETTLED_FACTOR_DAYS))})))`;

/**
 * What takes ways away begins behind this lock, which those hold who add one: else a passkey that was added at the same
 * moment would not be seen, and stay.
 *
 * @param memberIds all whose rows the statement locks, so that everybody locks in one order
 */
export function behindAdders(...memberIds: readonly string[]): SQL {
  const those = sql.join(
    memberIds.map((id) => sql`${id}`),
    sql`, `,
  );
  return sql`select from ${member} where id in (${those}) order by id for no key update`;
}

/**
 * CTEs that take them away. Where a settled factor is, it stays with its codes and the passkeys, which sign in no more
 * alone; linked accounts go even then: a thief's would be the first factor, and his passkey or his codes the second.
 *
 * @param whose a CTE of members with `id` and `role`
 */
export function otherWaysGo(whose: SQL): SQL {
  return sql`settled as (
      select m.id, ${WAYS_STAY} as is_kept from ${whose} m
    ), forgotten as (
      delete from ${passkey} where member_id in (select id from settled where not is_kept)
    ), unlinked as (
      delete from ${identity} where member_id in (select id from settled)
    ), weakened as (
      update ${passkey} set second_only = true where member_id in (select id from settled where is_kept)
    ), codeless as (
      delete from ${recoveryCode} where member_id in (select id from settled where not is_kept)
    ), factorless as (
      delete from ${totp} where member_id in (select id from settled where not is_kept)
    )`;
}

/**
 * Tells whether what a session adds may be added: its member's sessions were not ended since its token was made. Asked in
 * the statement that adds: a thief's last request must not come in behind the recovery that took his other ways.
 */
export function isSessionOfNow(sessionVersion: number | undefined): SQL {
  return sql`coalesce(${sessionVersion ?? null}::int, sessions_void_below) >= sessions_void_below`;
}
