/** Finds the row of a path and a method. Pure. */
import { isCanonicalPath } from "./canonical-path.ts";
import type { Row } from "./row.ts";

export type RowMatch = { row: Row } | { allow: string[] } | null;

// A table's rows by their prefix, laid out once: a lookup costs the path's segments, not the table's length.
const layouts = new WeakMap<readonly Row[], Map<string, Row[]>>();

/** Finds the first row with the path and the method. Pure. */
export function findRow(path: string, method: string, rows: readonly Row[]): RowMatch {
  if (!isCanonicalPath(path)) return null;
  const own = nearestRows(path, layoutOf(rows));
  const row = own.find(({ methods }) => methods.includes(method));
  if (row) return { row };
  return own.length ? { allow: [...new Set(own.flatMap((row) => row.methods))] } : null;
}

/** The most specific rows own the path: a broader one must not add methods to them. */
function nearestRows(path: string, layout: Map<string, Row[]>): Row[] {
  const here = layout.get(path);
  if (here) {
    const exact = here.filter((row) => row.exact);
    return exact.length > 0 ? exact : here;
  }
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
    const above = layout.get(path.slice(0, end))?.filter((row) => !row.exact) ?? [];
    if (above.length > 0) return above;
  }
  return [];
}

function layoutOf(rows: readonly Row[]): Map<string, Row[]> {
  let layout = layouts.get(rows);
  if (!layout) {
    layout = Map.groupBy(rows, (row) => row.prefix);
    layouts.set(rows, layout);
  }
  return layout;
}
