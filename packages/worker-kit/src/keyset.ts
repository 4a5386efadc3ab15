/** Keyset pages: a list is asked for with one row more than the page holds, and an opaque cursor names the last row. */
import { err, ok, type Result } from "@edgemart/contracts/result";
import { decodeBase64Url, encodeBase64Url } from "./base64url.ts";

/** Cuts a list that was asked for with `limit + 1` rows. @param cursorOf names a row for the next page's beginning */
export function keysetPage<T>(found: readonly T[], limit: number, cursorOf: (last: T) => string) {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last ? cursorOf(last) : null };
}

/** Makes an opaque cursor of a text. */
export function writeCursor(text: string): string {
  return encodeBase64Url(new TextEncoder().encode(text));
}

/**
 * Reads a cursor that `writeCursor` made.
 *
 * @param read gives the place that a text names; null for one it never wrote
 * @returns null without a cursor · `invalid_query` for what is no cursor of this list
 */
export function readCursor<Place>(
  cursor: string | undefined,
  read: (text: string) => Place | null,
): Result<Place | null, "invalid_query"> {
  if (cursor === undefined) return ok(null);
  const bytes = decodeBase64Url(cursor);
  const place = bytes === null ? null : read(new TextDecoder().decode(bytes));
  return place === null ? notACursor() : ok(place);
}

/** The refusal of a cursor that no page gave. */
function notACursor() {
  const message = "must be the nextCursor of a page";
  return err("invalid_query", { errors: [{ path: "cursor", code: "custom", message }] });
}
