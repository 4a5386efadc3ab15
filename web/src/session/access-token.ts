/** Reads what an access token says of itself. Pure; nothing is verified here, the gateway and each Worker do that. */

import { hasSecondFactor } from "@edgemart/contracts/mfa";

const EARLY_SECONDS = 10;

/** Unverified claims that decide what a page shows, never what it may do. */
export interface TokenFacts {
  /** Epoch seconds; 0 when absent. */
  exp: number;
  /** When the password was last given, epoch seconds; 0 when absent. */
  authTime: number;
  memberId: string;
  /** The session has proved a second factor. */
  hasSecondFactor: boolean;
  isAdmin: boolean;
}

/** Gives the claims; null for an unreadable token. */
export function tokenFacts(token: string): TokenFacts | null {
  const payload = token.split(".")[1];
  if (!payload) return null;
  try {
    const text = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
    const claims = (JSON.parse(text) ?? {}) as Record<string, unknown>;
    const number = (value: unknown) => (typeof value === "number" ? value : 0);
    return {
      exp: number(claims.exp),
      authTime: number(claims.auth_time),
      memberId: typeof claims.sub === "string" ? claims.sub : "",
      hasSecondFactor: Array.isArray(claims.amr) && hasSecondFactor(claims.amr),
      isAdmin: claims.role === "admin",
    };
  } catch {
    return null;
  }
}

/**
 * Tells whether a token is past, or about to pass, its own `exp`; an unreadable one counts as past.
 *
 * @param now epoch seconds
 */
export function looksExpired(token: string, now: number): boolean {
  return (tokenFacts(token)?.exp ?? 0) <= now + EARLY_SECONDS;
}
