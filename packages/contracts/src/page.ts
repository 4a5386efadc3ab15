/** The two kinds of list: keyset pages for machines, numbered pages for shoppers. */
import { z } from "zod";
import { wholeNumber } from "./number.ts";

/** `{items, nextCursor}`; the cursor is opaque and null on the last page. */
export function keysetPageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** `{items, page, pageCount, total}`; `page` counts from 1 and stops at 100. */
export function numberedPageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    page: z.int().min(1).max(PAGE_MAX),
    pageCount: z.int().nonnegative(),
    total: z.int().nonnegative(),
  });
}

/** The last numbered page that is answered. */
export const PAGE_MAX = 100;
/** Parses the number of a page, from 1. */
export const PageNumber = wholeNumber(1, PAGE_MAX).default(1);
/** Parses how many items a keyset page holds, 24 where it is not said. */
export const PageLimit = wholeNumber(1, 100).default(24);
/** Parses an opaque cursor; absent for the first page. */
export const Cursor = z.string().max(512).optional();
