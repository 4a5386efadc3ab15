/** The questions of `MemberCredentialsRpc`, which auth alone may ask. Input is parsed here, types vanish between Workers. */
import { CredentialRegister, CredentialReplace } from "@edgemart/contracts/credentials";
import { normalizeEmail } from "@edgemart/contracts/email";
import { MemberId } from "@edgemart/contracts/ids";
import { parseInput } from "@edgemart/worker-kit/validate";
import type { Deps } from "../ports.ts";
import { registerMember } from "../verbs/register-member.ts";

/** Opens an account with its credential. */
export async function register(input: unknown, deps: Deps) {
  const parsed = parseInput(CredentialRegister, input);
  return parsed.ok ? registerMember(parsed.value, deps) : parsed;
}

/** The credential behind an address; what is no address belongs to no one. */
export async function credentialOf(email: unknown, deps: Deps) {
  const emailNorm = typeof email === "string" ? normalizeEmail(email) : null;
  return emailNorm === null ? null : deps.credentials.credentialOf(emailNorm);
}

/** The credential of a member. */
export async function credentialOfId(memberId: unknown, deps: Deps) {
  const id = MemberId.safeParse(memberId);
  return id.success ? deps.credentials.credentialOfId(id.data) : null;
}

/** Replaces a stored hash. @throws for an input of another shape: two deployments that do not fit */
export async function replaceCredential(input: unknown, requestId: string, deps: Deps) {
  return deps.credentials.replace(CredentialReplace.parse(input), requestId);
}

/** What auth needs to know of a member for a new token. */
export async function stateOf(memberId: unknown, deps: Deps) {
  const id = MemberId.safeParse(memberId);
  return id.success ? deps.credentials.stateOf(id.data) : null;
}
