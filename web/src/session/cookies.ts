/** Reads and writes cookies strictly: a tossed or doubled cookie does not exist. Pure. */

/** Name and value together, as browsers count. */
export const COOKIE_BYTES_MAX = 4096;

/**
 * Gives a cookie's value, or null when it is absent, empty, too long, is there twice or also in another case.
 *
 * @param header the `Cookie` header as the runtime joined it
 * @see specs/auth.md item 72
 */
export function readCookie(header: string | null | undefined, name: string): string | null {
  if (!header) return null;
  let found: string | null = null;
  for (const pair of header.split(";")) {
    const at = pair.indexOf("=");
    const key = pair.slice(0, at).trim();
    if (at < 0 || key.toLowerCase() !== name.toLowerCase()) continue;
    if (key !== name || found !== null) return null;
    found = pair.slice(at + 1).trim();
  }
  if (!found || name.length + found.length > COOKIE_BYTES_MAX) return null;
  return found;
}

/** Gives the header with each of `values` put in place of every spelling of its name; null removes it. */
export function replaceCookies(
  header: string | null | undefined,
  values: Record<string, string | null>,
): string {
  const replaced = new Set(Object.keys(values).map((name) => name.toLowerCase()));
  const kept = (header ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair && !replaced.has((pair.split("=")[0] ?? "").trim().toLowerCase()));
  const added = Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${value}`],
  );
  return [...kept, ...added].join("; ");
}

/** How long a cookie lives, in seconds, and whether scripts may read it. */
export interface CookieOptions {
  /** Seconds; 0 deletes; absent makes a session cookie. */
  maxAge?: number;
  httpOnly: boolean;
}

/** Writes one `Set-Cookie` value: always Secure, host-only, for all paths, SameSite=Lax. */
export function setCookie(name: string, value: string, options: CookieOptions): string {
  const age = options.maxAge === undefined ? "" : `; Max-Age=${options.maxAge}`;
  const secure = name.startsWith("__Host-") ? "; Secure" : "";
  return `${name}=${value}; Path=/${age}${secure}${options.httpOnly ? "; HttpOnly" : ""}; SameSite=Lax`;
}
