/** Where to go after signing in: a path of this shop or the fallback, never another place. Pure. */
import type { Locale } from "@edgemart/contracts/locale";

const BASE = "https://shop.invalid";
/** In either case: the front sends `/KO` on to `/ko`. */
const LANGUAGE = /^\/(ko|en)(?=[/?#]|$)/i;
/** Going back to these would loop or repeat an action. */
const NOT_A_PLACE = /^\/(api\/|_next\/|(ko|en)\/(login|register)(\/|$|\?|#))/i;

/**
 * Gives the path to return to.
 *
 * The URL parser decides as a browser would; what it had to repair (backslashes, controls, `//`) is refused.
 *
 * @param lang language of the page that sends back: the shopper chose it, so it stays
 * @see specs/auth.md attack 88
 */
export function safeReturnPath(
  presented: string | null | undefined,
  fallback: string,
  lang?: Locale,
): string {
  if (!presented || presented.length > 1024) return fallback;
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(presented) || presented.includes("\\")) return fallback;
  if (/%(2f|5c|0[0-9a-f]|1[0-9a-f]|7f)/i.test(presented.split(/[?#]/)[0] ?? "")) return fallback;
  if (!URL.canParse(presented, BASE)) return fallback;
  const url = new URL(presented, BASE);
  if (url.origin !== BASE || url.pathname.startsWith("//")) return fallback;
  const path = `${url.pathname}${url.search}${url.hash}`;
  if (NOT_A_PLACE.test(path)) return fallback;
  return lang ? path.replace(LANGUAGE, `/${lang}`) : path;
}
