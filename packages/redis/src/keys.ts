/** Redis keys that more than one Worker touches; each key of the platform is built by one function. Pure. @see docs/storage.md */

/** Set while tokens of an ended session are still alive. Written by auth, read by the gateway. */
export function revokedSessionKey(sessionId: string): string {
  return `rev:${sessionId}`;
}

/** A mark: of which versions of a member's row tokens are revoked. Written by member, read by the gateway and auth. */
export function revokedMemberKey(memberId: string): string {
  return `rev:m:${memberId}`;
}

/** A mark: of which eras everyone's tokens and sessions are revoked. Written by auth, read by the gateway. */
export const REVOKED_EVERYONE_KEY = "rev:all";

/** Grows with every catalog write shoppers can see; kept catalog data names the one it is of. Written by catalog alone. */
export const CATALOG_GENERATION_KEY = "gen:catalog";

/** PostgreSQL's time up to which every catalog write has been announced by a new generation. Catalog's own. */
export const CATALOG_TOLD_KEY = "gen:catalog:told";
