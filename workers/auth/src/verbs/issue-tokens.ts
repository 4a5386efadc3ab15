/** Opens sessions and writes the tokens of sessions. */
import type { SessionMember, SessionTokens } from "@edgemart/contracts/auth";
import type { Credential } from "@edgemart/contracts/credentials";
import type { Member } from "@edgemart/contracts/member";
import { hasSecondFactor } from "@edgemart/contracts/mfa";
import { accessClaims } from "../core/access-claims.ts";
import { deriveRefreshToken } from "../core/refresh-token.ts";
import { secondFactorsAsked } from "../core/second-factor.ts";
import { sessionLife } from "../core/session-life.ts";
import type { Renewal, Session } from "../core/sessions.ts";
import { type Caller, type Deps, Unavailable } from "../ports.ts";

/** Who gets a session, and for what proof. */
export interface Proven {
  member: Member;
  /** How it was proved (RFC 8176). */
  amr: string;
  /** Epoch seconds of the proof; the request's arrival when absent, 0 for what is never fresh. */
  authTime?: number | undefined;
  /** Asks again whether what was proved still holds; null for what no one can have changed yet. @throws Unavailable */
  isStillSo: (() => Promise<boolean>) | null;
}

/**
 * What a password proves: until it is changed, or its member disabled, or given another role. Alone it proves nothing any
 * more once a second factor is asked.
 *
 * @param amr how the caller's session was proved besides, where there is one
 */
export function byPassword(
  deps: Deps,
  known: Pick<Credential, "member" | "passwordChangedAt">,
  caller: Caller,
  amr = "pwd",
): Proven {
  const isStillSo = async () => {
    const now = await deps.members.credentialOfId(known.member.id, caller.call);
    if (!now || !isSamePassword(known, now)) return false;
    const asked = secondFactorsAsked(now.member.role, now.factors);
    return asked.length === 0 || hasSecondFactor(amr.split(" "));
  };
  return {
    member: known.member,
    amr,
    isStillSo: known.passwordChangedAt === null ? null : isStillSo,
  };
}

/** Tells whether a password, and the rights of its member, are as they were. */
export function isSamePassword(
  before: Pick<Credential, "member" | "passwordChangedAt">,
  now: Credential | null,
): boolean {
  const { role, status } = now?.member ?? {};
  const isSame = now?.passwordChangedAt === before.passwordChangedAt && role === before.member.role;
  return isSame && status === "active";
}

/**
 * Opens a session for a member who has just been proved.
 *
 * The proof is read once more when the session exists: a change from then on finds and ends the session, and if it was
 * changed before, the session is ended here. So none outlives the proof it was opened with (auth 53, identity 55).
 *
 * @returns null when the proof or the member's state were changed meanwhile
 * @throws Unavailable; a session that was made then belongs to no one
 */
export async function openSession(
  deps: Deps,
  { amr, authTime, member, isStillSo }: Proven,
  remember: boolean,
  caller: Caller,
): Promise<SessionTokens | null> {
  const sessionId = deps.newId("session");
  const made = newSession(deps, member, amr, remember, caller);
  const session = authTime === undefined ? made : { ...made, authTime };
  const now = session.createdAt;
  const { era, evicted } = await deps.sessions.create({ kind: "create", sessionId, session, now });
  for (const id of evicted) {
    const event = "authn_token_revoked" as const;
    deps.audit({ event, memberId: member.id, sessionId: id, outcome: "too_many_sessions" }, caller);
  }
  if (isStillSo && !(await isStillSo())) {
    const { id: memberId } = member;
    await deps.sessions.end({ kind: "end", scope: "one", memberId, sessionId });
    return null;
  }
  deps.audit(
    { event: "authn_token_created", memberId: member.id, sessionId, outcome: "ok" },
    caller,
  );
  return tokensOf(deps, member, sessionId, { ...session, era }, caller);
}

/**
 * Writes an access token and the current refresh token of a session.
 *
 * @throws Unavailable when the refresh token's secret is not in this isolate's ring (a rotation under way)
 */
export async function tokensOf(
  deps: Deps,
  member: Member,
  sessionId: string,
  renewal: Renewal,
  caller: Caller,
): Promise<SessionTokens> {
  const { config } = deps;
  const secret = config.AUTH_REFRESH_SECRETS.keys.get(renewal.keyId);
  if (!secret) throw new Unavailable("the session's refresh secret is not configured here");
  return {
    ...(await accessTokenOf(deps, member, sessionId, renewal, caller)),
    tokenType: "Bearer",
    refreshToken: deriveRefreshToken(secret, { sessionId, counter: renewal.counter }),
    refreshExpiresIn: Math.max(1, renewal.idleExpiry - Math.floor(deps.now() / 1000)),
    session: { id: sessionId },
    member: sessionMember(member),
  };
}

/**
 * Writes an access token. It names the version of the member's row and the era it was made from, so that a change made
 * meanwhile revokes it (auth 46), and is dated by the request's arrival.
 */
export async function accessTokenOf(
  deps: Deps,
  member: Member,
  sessionId: string,
  proof: Pick<Renewal, "authTime" | "amr" | "absoluteExpiry" | "era">,
  caller: Caller,
): Promise<{ accessToken: string; expiresIn: number }> {
  const { config } = deps;
  const claims = accessClaims({
    issuer: config.AUTH_ISSUER,
    audience: config.AUTH_AUDIENCE,
    memberId: member.id,
    memberVersion: member.version,
    era: proof.era,
    sessionId,
    tokenId: deps.newId("token"),
    role: member.role,
    authTime: proof.authTime,
    amr: proof.amr,
    ttlSeconds: config.ACCESS_TTL_SECONDS,
    absoluteExpiry: proof.absoluteExpiry,
    now: Math.floor(caller.arrivedMs / 1000),
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
  member: Member,
  amr: string,
  remember: boolean,
  caller: Caller,
): Session {
  const now = Math.floor(caller.arrivedMs / 1000);
  const { idleSeconds, absoluteSeconds } = sessionLife(member.role, remember);
  return {
    memberId: member.id,
    counter: 1,
    keyId: deps.config.AUTH_REFRESH_SECRETS.current,
    rotatedAt: now,
    parentUses: 0,
    usedMs: deps.now(),
    createdAt: now,
    memberVersion: member.version,
    era: null, // the store says in which era it opens it
    authTime: now,
    idleExpiry: now + idleSeconds,
    absoluteExpiry: now + absoluteSeconds,
    remember,
    amr,
    userAgent: caller.userAgent,
    addressPrefix: caller.addressPrefix,
    country: caller.country,
  };
}
