/** Changes what a member may do, and voids the tokens that say otherwise. */
import type { Role } from "@edgemart/contracts/identity";
import type { Member, MemberStatus } from "@edgemart/contracts/member";
import type { Change, Deps, RightsRefusal, Write } from "../ports.ts";

/** What is done to an account's rights. */
export type Rights =
  | { change: "role"; role: Role }
  | { change: "status"; status: MemberStatus }
  | { change: "remove" };

/**
 * Changes role or status, or removes the account, between two marks.
 *
 * The first mark finds out whether Redis is there: without it nothing is changed. It also voids the old tokens if this
 * Worker dies before the second one, which names the version the change made: tokens from before are revoked, and a
 * sign-in on it is good at once. A repeat of a change already made marks again.
 *
 * @throws the Redis driver's error: 503, and the change may have been made when it was the second mark that failed
 * @see specs/auth.md items 51, 53; architecture, choice 16; decision 0020
 */
export async function changeRights(
  deps: Deps,
  memberId: string,
  rights: Rights,
  write: Write,
): Promise<Change<Member, RightsRefusal>> {
  // Before any mark: who may not change rights must not revoke someone's tokens either.
  const needs = rights.change === "remove" ? "own" : "admin";
  const refused = await deps.accounts.mayChange(memberId, needs, write.viewer);
  if (refused) return { kind: refused };
  await deps.marks.begin(memberId);
  const changed = await apply(deps, memberId, rights, write);
  await deps.marks.end(memberId, changed.kind === "done" ? changed.value.version : null);
  return changed;
}

/**
 * Sets role or status, on whatever version the account has.
 *
 * @throws when a version is given nevertheless and is an old one: a bug of the caller
 */
export async function setRights(
  deps: Deps,
  memberId: string,
  rights: Exclude<Rights, { change: "remove" }>,
  write: Write,
): Promise<Change<Member, Exclude<RightsRefusal, "stale">>> {
  const changed = await changeRights(deps, memberId, rights, write);
  if (changed.kind === "stale") throw new Error("rights are set without a version");
  return changed;
}

function apply(deps: Deps, memberId: string, rights: Rights, write: Write) {
  switch (rights.change) {
    case "role":
      return deps.accounts.changeRole(memberId, rights.role, write);
    case "status":
      return deps.accounts.changeStatus(memberId, rights.status, write);
    case "remove":
      return deps.accounts.remove(memberId, write);
  }
}
