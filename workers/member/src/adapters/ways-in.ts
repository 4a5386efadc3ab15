/** The other ways into an account than its password, where its owner recovers it: parts of one statement. @see specs/identity.md 16 */
import { type SQL, sql } from "drizzle-orm";
import { identity, passkey, recoveryCode, totp } from "../../db/schema.ts";

/** Since when a second factor must be there to outlive a recovery: a younger one may be a thief's, and yields to the mailbox. */
const SETTLED_FACTOR_DAYS = 7;

/** Tells whether the ways into the account of member `m` stay: of an administrator, and with a settled factor. */
export const WAYS_STAY = sql`(m.role = 'admin' or exists (select from ${totp} t
     where t.member_id = m.id and t.state = 'active'
       and t.active_at <= now() - make_interval(days => ${sql.raw(String(SETTLED_FACTOR_DAYS))})))`;

/**
 * CTEs that take them away; where they stay, passkeys sign in no more alone.
 *
 * @param whose a CTE of members with `id` and `role`
 */
export function otherWaysGo(whose: SQL): SQL {
  return sql`settled as (
      select m.id, ${WAYS_STAY} as is_kept from ${whose} m
    ), forgotten as (
      delete from ${passkey} where member_id in (select id from settled where not is_kept)
    ), unlinked as (
      delete from ${identity} where member_id in (select id from settled where not is_kept)
    ), weakened as (
      update ${passkey} set second_only = true where member_id in (select id from settled where is_kept)
    ), codeless as (
      delete from ${recoveryCode} where member_id in (select id from settled where not is_kept)
    ), factorless as (
      delete from ${totp} where member_id in (select id from settled where not is_kept)
    )`;
}
