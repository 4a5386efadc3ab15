/** Addresses of pages that are part of another page now: bookmarks and kept tabs go on working. Pure. */

const MOVED: Record<string, string> = {
  "/account/password": "/account/security",
  "/account/sessions": "/account/security",
};

/** Gives the present address of a page, with its language; null for every other path. */
export function movedPath(pathname: string): string | null {
  const [, lang = "", below = ""] = /^\/(ko|en)(\/.+)$/.exec(pathname) ?? [];
  const to = Object.hasOwn(MOVED, below) ? MOVED[below] : undefined;
  return to ? `/${lang}${to}` : null;
}
