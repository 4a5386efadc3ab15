/**
 * Takes the secret of a one-time password link out of the address bar as soon as it arrives. Pure.
 *
 * In an HttpOnly cookie it is in no history, no `Referer` and no script; without script the form still works.
 *
 * @see specs/auth.md items 56, 57: opening the link changes nothing
 */
import { readCookie, setCookie } from "./cookies.ts";

/** As long as auth takes the link. */
const LIFE_SECONDS = 30 * 60;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Gives where a link with a secret leads and the cookie that keeps it; null for every other address. */
export function openedResetLink(
  url: URL,
  name: string,
): { location: string; cookie: string } | null {
  if (!/^\/(ko|en)\/reset$/.test(url.pathname)) return null;
  const token = url.searchParams.get("token");
  if (token === null) return null;
  const kept = TOKEN.test(token) ? token : "";
  const age = kept ? LIFE_SECONDS : 0;
  return {
    location: url.pathname,
    cookie: setCookie(name, kept, { maxAge: age, httpOnly: true }),
  };
}

/** The secret a browser holds; null without one. */
export function readResetToken(cookie: string | null, name: string): string | null {
  const token = readCookie(cookie, name);
  return token !== null && TOKEN.test(token) ? token : null;
}

/** Writes the `Set-Cookie` that deletes the secret. */
export function clearedResetToken(name: string): string {
  return setCookie(name, "", { maxAge: 0, httpOnly: true });
}
