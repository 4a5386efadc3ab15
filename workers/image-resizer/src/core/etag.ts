/** Conditional requests. Pure. */

/**
 * Tells whether `If-None-Match` names this entity tag, by weak comparison.
 *
 * @see RFC 9110 §13.1.2
 */
export function matchesEtag(ifNoneMatch: string | null | undefined, etag: string): boolean {
  if (!ifNoneMatch) return false;
  if (ifNoneMatch.trim() === "*") return true;
  return ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}
