/** The questions about identities of `MemberCredentialsRpc`. Input is parsed here, types vanish between Workers. */
import { normalizeEmail } from "@edgemart/contracts/email";
import { IdentityClaim, IdentityLink, IdentityRegister, Subject } from "@edgemart/contracts/google";
import { IdentityId, MemberId } from "@edgemart/contracts/ids";
import { err } from "@edgemart/contracts/result";
import { z } from "zod";
import type { Deps } from "../ports.ts";

const Own = z.strictObject({ memberId: MemberId, id: IdentityId });

/** The member that an account at a provider signs in. @throws for an input of another shape: two deployments that do not fit */
export async function identityOf(input: unknown, deps: Deps) {
  return deps.identities.find(Subject.parse(input));
}

/** Notes a use. @throws as `identityOf` */
export async function useIdentity(id: unknown, deps: Deps) {
  return deps.identities.use(IdentityId.parse(id));
}

/** A member's identities, oldest first. */
export async function identitiesOf(memberId: unknown, deps: Deps) {
  const id = MemberId.safeParse(memberId);
  return id.success ? deps.identities.listOf(id.data) : [];
}

/** Opens an account with its identity. @throws as `identityOf` */
export async function registerWithIdentity(input: unknown, requestId: string, deps: Deps) {
  const account = IdentityRegister.parse(input);
  const emailNorm = normalizeEmail(account.email);
  if (emailNorm === null) return err("validation_failed");
  const ids = { memberId: deps.newMemberId(), identityId: deps.newIdentityId() };
  return deps.identities.register({ ...account, ...ids, emailNorm }, requestId);
}

/** Links an account at a provider. @throws as `identityOf` */
export async function linkIdentity(input: unknown, requestId: string, deps: Deps) {
  return deps.identities.link(deps.newIdentityId(), IdentityLink.parse(input), requestId);
}

/** Links to the member whose mailbox was proved. @throws as `identityOf` */
export async function claimIdentity(input: unknown, requestId: string, deps: Deps) {
  return deps.identities.claim(deps.newIdentityId(), IdentityClaim.parse(input), requestId);
}

/** Unlinks one that is not the last way in. @throws as `identityOf` */
export async function unlinkIdentity(input: unknown, requestId: string, deps: Deps) {
  const { memberId, id } = Own.parse(input);
  return deps.identities.unlink(memberId, id, requestId);
}
