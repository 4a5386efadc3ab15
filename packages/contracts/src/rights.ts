/** What staff may do besides what all of them may, by right. There is one role of staff so far, and it holds all. @see specs/shop.md 18 */
import type { Role } from "./identity.ts";

/** A right: `members.rights` is over roles, states, second factors and links that are shown. */
export type Right = "members.rights";

const HELD: Readonly<Record<Role, readonly Right[]>> = { admin: ["members.rights"], member: [] };

/** Tells whether a role holds a right. */
export function holdsRight(role: Role, right: Right): boolean {
  return HELD[role].includes(right);
}
