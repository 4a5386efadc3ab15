/** Opaque cursors of keyset lists: the id of a page's last row. Pure. */
import { decodeBase64Url, encodeBase64Url } from "@edgemart/worker-kit/base64url";
import { z } from "zod";

export function writeCursor(id: string): string {
  return encodeBase64Url(new TextEncoder().encode(id));
}

/** Query field: the id behind a cursor, null without one; anything `writeCursor` did not write is refused. */
export function cursorOf(form: RegExp) {
  return z
    .string()
    .max(512)
    .optional()
    .transform((cursor) => {
      if (cursor === undefined) return null;
      const bytes = decodeBase64Url(cursor);
      return bytes ? new TextDecoder().decode(bytes) : "";
    })
    .refine((id) => id === null || form.test(id), "must be the nextCursor of a page");
}

/** Cuts a list that was asked for with one row more than the page holds. */
export function pageOf<T extends { id: string }>(found: T[], limit: number) {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last ? writeCursor(last.id) : null };
}
