/** The one spelling of a cached address: what its operation does not read, or reads the same way, is taken out. Pure. */
import type { z } from "zod";

/** Filters by attribute have names of the shop's own. */
const ATTRIBUTE = /^attr\.[a-z0-9][a-z0-9_-]{0,39}$/;

interface Reader {
  /** Schema of each parameter that is read. */
  shape: Readonly<Record<string, z.ZodType>>;
  hasAttributes: boolean;
}

function readerOf(query: z.ZodObject | null): Reader {
  // Guarantee of the cast: the fields of an object's schema are schemas.
  const shape = (query?.shape ?? {}) as Record<string, z.ZodType>;
  return { shape, hasAttributes: query?.def.catchall !== undefined };
}

/**
 * Gives path and query as they are kept and forwarded.
 *
 * Unknown parameters and defaults are dropped, lists are sorted, and the parameters are put into one order. One that is
 * written twice or cannot be read stays as it is: its Worker refuses it, and a refusal is not kept.
 *
 * @param query what the operation of the address reads; null: nothing
 */
export function cachedAddress(url: URL, query: z.ZodObject | null): string {
  if (!url.search) return url.pathname;
  const reader = readerOf(query);
  const read: [string, string][] = [];
  for (const [name, value] of url.searchParams) {
    const said = saidBy(reader, name, value);
    if (said !== null || isTwice(url, reader, name)) read.push([name, said ?? value]);
  }
  read.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return read.length > 0 ? `${url.pathname}?${new URLSearchParams(read)}` : url.pathname;
}

function isTwice({ searchParams }: URL, reader: Reader, name: string): boolean {
  const isRead = Object.hasOwn(reader.shape, name) || isAttribute(reader, name);
  return isRead && searchParams.getAll(name).length > 1;
}

function isAttribute({ hasAttributes }: Reader, name: string): boolean {
  return hasAttributes && name.startsWith("attr.");
}

/** Null for a parameter that changes nothing. */
function saidBy(reader: Reader, name: string, value: string): string | null {
  if (isAttribute(reader, name)) {
    if (!ATTRIBUTE.test(name)) return value;
    return listOf(value.split(",").filter(Boolean)) || null;
  }
  const schema = Object.hasOwn(reader.shape, name) ? reader.shape[name] : undefined;
  if (!schema) return null;
  const parsed = schema.safeParse(value);
  if (!parsed.success) return value;
  const absent = schema.safeParse(undefined);
  const { data } = parsed;
  if (absent.success && JSON.stringify(absent.data) === JSON.stringify(data)) return null;
  if (Array.isArray(data)) return listOf(data.map(String));
  return typeof data === "string" || typeof data === "number" ? String(data) : value;
}

/** Lists of a query are sets. */
function listOf(values: string[]): string {
  return [...new Set(values)].sort().join(",");
}
