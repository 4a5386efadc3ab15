/** How rows that come as JSON are read: times, and columns as fields. Pure. */
import { z } from "zod";

/** Reads a timestamp of JSON into RFC 3339 in UTC with milliseconds. */
export const Time = z.string().transform((text) => new Date(text).toISOString());
/** A column's name as a field's: `unit_minor` → `unitMinor`. */
function fieldOf(column: string): string {
  return column.replaceAll(/_([a-z0-9])/g, (_, sign: string) => sign.toUpperCase());
}

/** Renames the keys of a row; what is in its values keeps its names. */
export function fields(row: unknown): unknown {
  if (typeof row !== "object" || row === null) return row;
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [fieldOf(name), value]));
}
