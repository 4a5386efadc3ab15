/**
 * Takes the token of a mailed link out of the address bar as soon as it arrives. Pure.
 *
 * In an HttpOnly cookie it is in no history, no `Referer` and no script; without script the page's form still works. The
 * cookie names the page it was opened on: a token serves at no other.
 *
 * @see specs/identity.md 2: opening a link changes nothing
 */
import { categoryOfToken } from "@edgemart/contracts/unsubscribe";
import { readCookie, setCookie } from "./cookies.ts";

/** The pages that links lead to, below the language. */
export const LINK_PAGES = [
  ...(["unsubscribe", "confirm", "reset"] as const),
  ...(["email", "email/undo", "connect"] as const),
] as const;
/** One of them. */
export type LinkPage = (typeof LINK_PAGES)[number];

/** A link may live longer; the mail opens it again. */
const LIFE_SECONDS = 30 * 60;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const ADDRESS = new RegExp(`^/(?:ko|en)/(${LINK_PAGES.join("|")})$`);

/** Gives where a link with a token leads and the cookie that keeps it; null for every other address. */
export function openedLink(url: URL, name: string): { location: string; cookie: string } | null {
  const page = ADDRESS.exec(url.pathname)?.[1];
  const token = url.searchParams.get("token");
  if (page === undefined || token === null) return null;
  const isToken = isTokenOf(page, token);
  const options = { maxAge: isToken ? LIFE_SECONDS : 0, httpOnly: true };
  const cookie = setCookie(name, isToken ? `${page}.${token}` : "", options);
  return { location: url.pathname, cookie };
}

/** The token that was opened on this page here; null without one. */
export function readLinkToken(cookie: string | null, name: string, page: LinkPage): string | null {
  const [opened = "", ...rest] = (readCookie(cookie, name) ?? "").split(".");
  const token = rest.join(".");
  return opened === page && isTokenOf(page, token) ? token : null;
}

/** A mail's token of unsubscribing says what it refuses; every other token is random. */
function isTokenOf(page: string, token: string): boolean {
  return page === "unsubscribe" ? categoryOfToken(token) !== null : TOKEN.test(token);
}

/** Writes the `Set-Cookie` that deletes it. */
export function clearedLink(name: string): string {
  return setCookie(name, "", { maxAge: 0, httpOnly: true });
}
