/** `If-Match` → the versions a write may be based on. Pure. @see RFC 9110 §13.1.1 */

/** `any` for `*`: whatever the present version is. */
export type VersionMatch = "any" | readonly number[];

/**
 * Reads the header: entity tags with a version in them, `"3"`, several separated by commas.
 *
 * @returns null without the header · an empty list when no tag can match: weak ones and those we never wrote
 */
export function readIfMatch(header: string | undefined): VersionMatch | null {
  if (header === undefined) return null;
  if (header.trim() === "*") return "any";
  return header
    .split(",")
    .map((tag) => /^"([1-9]\d{0,8})"$/.exec(tag.trim())?.[1])
    .filter((version) => version !== undefined)
    .map(Number);
}
