/** The one spelling of a path a policy may be chosen by. Pure. @see specs/auth.md item 4 */

/** What nearly every path is: its segments need no closer look. A dot is allowed in a segment only after another character. */
const PLAIN = /^(?:\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$/;
const SEGMENT = /^(?:[A-Za-z0-9._~!$&'()*+,=:@-]|%[0-9A-Fa-f]{2})+$/;

/**
 * Tells whether a path is spelt canonically.
 *
 * Refused, so that no second spelling meets another policy: empty and dot segments, a trailing slash, `;`,
 * an encoded slash, backslash, control character or any encoded character that needs no encoding.
 */
export function isCanonicalPath(path: string): boolean {
  if (path === "/" || PLAIN.test(path)) return true;
  if (!path.startsWith("/")) return false;
  return path.slice(1).split("/").every(isCanonicalSegment);
}

function isCanonicalSegment(segment: string): boolean {
  if (!SEGMENT.test(segment) || segment === "." || segment === "..") return false;
  for (const [encoded] of segment.matchAll(/%[0-9A-Fa-f]{2}/g)) {
    const code = Number.parseInt(encoded.slice(1), 16);
    const sign = String.fromCharCode(code);
    if (code < 0x20 || code === 0x7f || /[A-Za-z0-9._~/\\;-]/.test(sign)) return false;
  }
  return true;
}
