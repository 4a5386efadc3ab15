/** Opens sessions and writes the tokens of sessions. */
import type { SessionMember, SessionTokens } from "@edgemart/contracts/auth";
import type { Member } from "@edgemart/contracts/member";
import { accessClaims } from "../core/access-claims.ts";
import { deriveRefreshToken } from "../core/refresh-token.ts";
import { sessionLife } from "../core/session-life.ts";
import type { Renewal, Session } from "../core/sessions.ts";
import { type Caller, type Deps, Unavailable } from "../ports.ts";

/**
 * Opens a session for a member who has just proved the password.
 *
 * @param seenAt epoch seconds at which the member and the credential were read: session and token count from then, so
 *   that whatever was changed or ended meanwhile voids them (auth 46, 53)
 * @throws Unavailable
 */
export async function openSession(
  deps: Deps,
  { member, seenAt }: { member: Member; seenAt: number },
  remember: boolean,
  caller: Caller,
): Promise<SessionTokens> {
  const sessionId = deps.newId("session");
  const session = newSession(deps, { member, seenAt }, remember, caller);
  const now = session.createdAt;
  const evicted = await deps.sessions.create({ kind: "create", sessionId, session, now });
  for (const id of evicted) {
    const event = "authn_token_revoked" as const;
    deps.audit({ event, memberId: member.id, sessionId: id, outcome: "too_many_sessions" }, caller);
  }
  deps.audit(
    { event: "authn_token_created", memberId: member.id, sessionId, outcome: "ok" },
    caller,
  );
  return tokensOf(deps, member, sessionId, session, now);
}

/**
 * Writes an access token and the current refresh token of a session.
 *
 * @param now epoch seconds
 * @throws Unavailable when the refresh token's secret is not in this isolate's ring (a rotation under way)
 */
export async function tokensOf(
  deps: Deps,
  member: Member,
  sessionId: string,
  renewal: Renewal,
  now: number,
): Promise<SessionTokens> {
  const { config } = deps;
  const secret = config.AUTH_REFRESH_SECRETS.keys.get(renewal.keyId);
  if (!secret) throw new Unavailable("the session's refresh secret is not configured here");
  return {
    ...(await accessTokenOf(deps, member, sessionId, renewal, now)),
    tokenType: "Bearer",
    refreshToken: deriveRefreshToken(secret, { sessionId, counter: renewal.counter }),
    refreshExpiresIn: Math.max(1, renewal.idleExpiry - now),
    session: { id: sessionId },
    member: sessionMember(member),
  };
}

/** Writes an access token. @param now epoch seconds it is dated by */
export async function accessTokenOf(
  deps: Deps,
  member: Member,
  sessionId: string,
  proof: Pick<Renewal, "authTime" | "amr" | "absoluteExpiry">,
  now: number,
): Promise<{ accessToken: string; expiresIn: number }> {
  const { config } = deps;
  const claims = accessClaims({
    issuer: config.AUTH_ISSUER,
    audience: config.AUTH_AUDIENCE,
    memberId: member.id,
    sessionId,
    tokenId: deps.newId("token"),
    role: member.role,
    authTime: proof.authTime,
    amr: proof.amr,
    ttlSeconds: config.ACCESS_TTL_SECONDS,
    absoluteExpiry: proof.absoluteExpiry,
    now,
    spread: deps.random(),
  });
  const expiresIn = Math.max(1, claims.exp - Math.floor(deps.now() / 1000));
  return { accessToken: await deps.signAccessToken(claims), expiresIn };
}

/** Shows a member as sign-in answers do. */
export function sessionMember({ id, email, name, role, emailVerified }: Member): SessionMember {
  return { id, email, name, role, emailVerified };
}

function newSession(
  deps: Deps,
  { member, seenAt: now }: { member: Member; seenAt: number },
  remember: boolean,
  caller: Caller,
): Session {
  const { idleSeconds, absoluteSeconds } = sessionLife(member.role, remember);
  return {
    memberId: member.id,
    counter: 1,
    keyId: deps.config.AUTH_REFRESH_SECRETS.current,
    rotatedAt: now,
    parentUses: 0,
    usedMs: deps.now(),
    createdAt: now,
    authTime: now,
    idleExpiry: now + idleSeconds,
    absoluteExpiry: now + absoluteSeconds,
    remember,
    amr: "pwd",
    userAgent: caller.userAgent,
    addressPrefix: caller.addressPrefix,
    country: caller.country,
  };
}
