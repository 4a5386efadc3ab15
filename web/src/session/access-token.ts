/** Guesses whether an access token is worth sending. Pure; nothing is verified here, the gateway does that. */

const EARLY_SECONDS = 10;

/**
 * Tells whether a token is past, or about to pass, its own `exp`; an unreadable one counts as past.
 *
 * @param now epoch seconds
 */
export function looksExpired(token: string, now: number): boolean {
  const payload = token.split(".")[1];
  if (!payload) return true;
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    const exp = (claims as { exp?: unknown } | null)?.exp;
    return typeof exp !== "number" || exp <= now + EARLY_SECONDS;
  } catch {
    return true;
  }
}
