/** The questions of `MemberRpc`, `MemberLookupRpc` and `MemberCredentialsRpc`: input is parsed here, types vanish between Workers. */
import { CredentialRegister, CredentialReplace } from "@edgemart/contracts/credentials";
import { normalizeEmail } from "@edgemart/contracts/email";
import { MemberId } from "@edgemart/contracts/ids";
import type { Member, Shopper } from "@edgemart/contracts/member";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { verifyAccessToken } from "@edgemart/worker-kit/identity";
import { parseInput } from "@edgemart/worker-kit/validate";
import { depsOf } from "./deps.ts";
import type { MemberConfig } from "./env.ts";
import { registerMember } from "./verbs/register-member.ts";

/** Trusts nobody's word but the token's signature. */
export async function me(accessToken: unknown, config: MemberConfig): Promise<Result<Member>> {
  const id = await memberIdOf(accessToken, config);
  if (!id.ok) return id;
  const viewer = { memberId: id.value, seesAll: false };
  const member = await depsOf(config).members.find(id.value, viewer);
  return member ? ok(member) : err("not_found");
}

/** The same with what lies in the cart, in one statement. */
export async function shopper(
  accessToken: unknown,
  config: MemberConfig,
): Promise<Result<Shopper>> {
  const id = await memberIdOf(accessToken, config);
  if (!id.ok) return id;
  const found = await depsOf(config).members.shopper(id.value);
  return found ? ok(found) : err("not_found");
}

async function memberIdOf(accessToken: unknown, config: MemberConfig): Promise<Result<string>> {
  if (typeof accessToken !== "string") return err("token_invalid");
  const seen = await verifyAccessToken(accessToken, config, Math.floor(Date.now() / 1000));
  if (!seen.ok) return err(seen.expired ? "token_expired" : "token_invalid");
  return ok(seen.identity.memberId);
}

export async function register(input: unknown, config: MemberConfig) {
  const parsed = parseInput(CredentialRegister, input);
  return parsed.ok ? registerMember(parsed.value, depsOf(config)) : parsed;
}

/** Of now: nothing is kept, here or by whoever asks. */
export async function standing(memberId: unknown, config: MemberConfig) {
  const id = MemberId.safeParse(memberId);
  return id.success ? depsOf(config).members.standing(id.data) : null;
}

/** What is not an address belongs to nobody. */
export async function credentialOf(email: unknown, config: MemberConfig) {
  const emailNorm = typeof email === "string" ? normalizeEmail(email) : null;
  return emailNorm === null ? null : depsOf(config).credentials.credentialOf(emailNorm);
}

export async function credentialOfId(memberId: unknown, config: MemberConfig) {
  const id = MemberId.safeParse(memberId);
  return id.success ? depsOf(config).credentials.credentialOfId(id.data) : null;
}

/** @throws for an input of another shape: two deployments that do not fit */
export async function replaceCredential(input: unknown, requestId: string, config: MemberConfig) {
  return depsOf(config).credentials.replace(CredentialReplace.parse(input), requestId);
}

export async function stateOf(memberId: unknown, config: MemberConfig) {
  const id = MemberId.safeParse(memberId);
  return id.success ? depsOf(config).credentials.stateOf(id.data) : null;
}
