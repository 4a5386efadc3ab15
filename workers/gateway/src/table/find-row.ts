/** Finds the row of a path and a method. Pure. */
import { isCanonicalPath } from "./canonical-path.ts";
import { shapeOf } from "./path-shape.ts";
import type { Row } from "./row.ts";

/** In the order in which `Allow` names them. */
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/** The row; or the methods that the path has other rows for; or null when no row has the path. */
export type RowMatch = { row: Row } | { allow: string[] } | null;

/** A table's rows, laid out once: a lookup costs the segments of the path, not the length of the table. */
export interface Layout {
  /** Rows by their path, where it has no parameter. */
  plain: ReadonlyMap<string, Place>;
  /** Segments of the paths that have one. */
  root: Segment;
}

/** The rows of one path, and the methods they take. */
interface Place {
  rows: Row[];
  allow: string[];
}

interface Segment {
  named: Map<string, Segment>;
  /** What follows a parameter. */
  any: Segment | null;
  /** The rows whose path ends here. */
  place: Place | null;
}

/** Lays out a table. */
export function layOut(rows: readonly Row[]): Layout {
  const plain = new Map<string, Place>();
  const root = emptySegment();
  for (const [shape, own] of Map.groupBy(rows, (row) => shapeOf(row.path))) {
    const place = {
      rows: own,
      allow: METHODS.filter((method) => own.some((row) => row.methods.includes(method))),
    };
    if (shape.includes("{}")) shape.slice(1).split("/").reduce(below, root).place = place;
    else plain.set(shape, place);
  }
  return { plain, root };
}

/**
 * Finds the row that takes a path with a method.
 *
 * The most specific template owns the path, for every method: a named segment comes before a parameter, from the left.
 */
export function findRow(path: string, method: string, { plain, root }: Layout): RowMatch {
  if (!isCanonicalPath(path)) return null;
  const place = plain.get(path) ?? placeAt(root, path, 1);
  if (place === null) return null;
  const row = place.rows.find(({ methods }) => methods.includes(method));
  return row ? { row } : { allow: place.allow };
}

/** Follows a path from the segment that begins at `start`; two ways at most lead on from each. */
function placeAt(segment: Segment, path: string, start: number): Place | null {
  if (start > path.length) return segment.place;
  const slash = path.indexOf("/", start);
  const end = slash < 0 ? path.length : slash;
  const named = segment.named.get(path.slice(start, end));
  const found = named ? placeAt(named, path, end + 1) : null;
  return found ?? (segment.any ? placeAt(segment.any, path, end + 1) : null);
}

function below(segment: Segment, name: string): Segment {
  if (name === "{}") {
    segment.any ??= emptySegment();
    return segment.any;
  }
  const next = segment.named.get(name) ?? emptySegment();
  segment.named.set(name, next);
  return next;
}

function emptySegment(): Segment {
  return { named: new Map(), any: null, place: null };
}
