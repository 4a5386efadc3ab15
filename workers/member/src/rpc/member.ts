/** The questions of `MemberRpc`: the token decides whose data is answered. Input is parsed here, types vanish between Workers. */
import type { Member, MemberRefusal, Shopper } from "@edgemart/contracts/member";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { type TrustedIssuer, verifyAccessToken } from "@edgemart/worker-kit/identity";
import type { Deps } from "../ports.ts";

/** The member an access token speaks for. Nothing but the token's signature is trusted. */
export async function me(
  accessToken: unknown,
  deps: Deps,
  trust: TrustedIssuer,
): Promise<Result<Member, MemberRefusal>> {
  const id = await memberIdOf(accessToken, trust);
  if (!id.ok) return id;
  const member = await deps.members.find(id.value, { memberId: id.value, seesAll: false });
  return member ? ok(member) : err("not_found");
}

/** The same with what is in the cart, in one statement. */
export async function shopper(
  accessToken: unknown,
  deps: Deps,
  trust: TrustedIssuer,
): Promise<Result<Shopper, MemberRefusal>> {
  const id = await memberIdOf(accessToken, trust);
  if (!id.ok) return id;
  const found = await deps.members.shopper(id.value);
  return found ? ok(found) : err("not_found");
}

async function memberIdOf(
  accessToken: unknown,
  trust: TrustedIssuer,
): Promise<Result<string, "token_invalid" | "token_expired">> {
  if (typeof accessToken !== "string") return err("token_invalid");
  const seen = await verifyAccessToken(accessToken, trust, Math.floor(Date.now() / 1000));
  if (!seen.ok) return err(seen.expired ? "token_expired" : "token_invalid");
  return ok(seen.identity.memberId);
}
