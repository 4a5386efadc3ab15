/** Golden events: one JSON for each type and version ever sent, kept in contracts, and what of an event its shape is. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "../../contracts/test/golden");

/** Lists the golden events: `order.paid.v1.json` … */
export function goldenNames(): string[] {
  return readdirSync(FOLDER).sort();
}

/** Reads the golden event of a type. @param version 1 unless stated */
export function goldenEvent(type: string, version = 1): Record<string, unknown> {
  // Guarantee of the cast: a golden event is an object, which the test of contracts parses.
  return JSON.parse(readFileSync(join(FOLDER, `${type}.v${version}.json`), "utf8"));
}

/** Gives the shape of a value: names of fields and kinds of values, without the values. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (value === null || typeof value !== "object") return typeof value;
  const fields = Object.entries(value).map(([name, each]) => [name, shapeOf(each)] as const);
  return Object.fromEntries(fields.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
