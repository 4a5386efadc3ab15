/** Reads and writes the address of a list: only known filters, so that a page never fails on a stray parameter. Pure. */
import type { Result } from "@edgemart/contracts/result";

const PAGE_SIZE = 25;
const CURSOR = /^[\w-]{1,512}$/;

/** What a list is narrowed by; an empty text where nothing is chosen. */
export type Filter<F extends string> = Record<F | "q" | "cursor", string>;

/** The address of one list. */
export interface ListFilter<F extends string> {
  read(params: Record<string, string | string[] | undefined>): Filter<F>;
  /** Gives the query of the API: what is chosen, and no more. */
  query(filter: Filter<F>): Record<string, string>;
  /** Gives the page's own address with another cursor, below the language. */
  path(filter: Filter<F>, cursor: string): string;
}

/**
 * Makes the filter of the list at `path`.
 *
 * @param fields for each filter apart from words and cursor, what it makes of a text: a known value, or `undefined`
 */
export function listFilter<F extends string>(
  path: string,
  fields: Record<F, (text: string) => string | undefined>,
): ListFilter<F> {
  const names = Object.keys(fields) as F[];
  return {
    read(params) {
      const text = (name: string) => {
        const value = params[name];
        return typeof value === "string" ? value.trim() : "";
      };
      const known = names.map((name) => [name, fields[name](text(name)) ?? ""] as const);
      return {
        q: text("q").replaceAll("\0", "").slice(0, 80),
        // Each name of `fields`, once.
        ...(Object.fromEntries(known) as Record<F, string>),
        cursor: CURSOR.test(text("cursor")) ? text("cursor") : "",
      };
    },
    query: (filter) => ({ limit: String(PAGE_SIZE), ...chosen(filter) }),
    path(filter, cursor) {
      const query = new URLSearchParams(chosen({ ...filter, cursor }));
      return `${path}${query.size > 0 ? `?${query}` : ""}`;
    },
  };
}

/** Asks for a list; a cursor that leads nowhere is an old bookmark, and the list starts at its first page. */
export async function fromCursor<T, F extends { cursor: string }>(
  filter: F,
  ask: (filter: F) => Promise<Result<T>>,
): Promise<Result<T>> {
  const listed = await ask(filter);
  return listed.ok || !filter.cursor ? listed : ask({ ...filter, cursor: "" });
}

function chosen(filter: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ""));
}
