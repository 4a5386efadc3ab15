/** Introspects an access token: the live answer, revocation included. */
import type { VerifyOutput } from "@edgemart/contracts/auth";
import type { Deps } from "../ports.ts";

/**
 * Tells whether a token is good right now; it never says why not.
 *
 * @throws Unavailable: without the revocation marks nothing is called active
 * @see RFC 7662, specs/auth.md item 55
 */
export async function verify(deps: Deps, token: string): Promise<VerifyOutput> {
  const seen = await deps.verifyAccessToken(token, Math.floor(deps.now() / 1000));
  if (!seen.ok) return { active: false };
  const { memberId, sessionId, role, expiresAt } = seen.identity;
  if (await deps.sessions.isRevoked(seen.identity)) return { active: false };
  return { active: true, sub: memberId, sid: sessionId, role, exp: expiresAt };
}
