/** The best seats that are free. Pure. @see specs/ticketing.md 34 */
import { centreOf, gapsOf, indexesOf, type Row, type RowSeat, runsOf } from "./row.ts";

/** What was found: all that was asked for, or the largest block as an offer. */
export type Best =
  | { kind: "found"; seats: number[] }
  | { kind: "offer"; seats: number[] }
  | { kind: "none" };

/** What is asked for. */
export interface BestQuestion {
  count: number;
  /** Side by side; otherwise two neighbouring rows may be used. */
  together: boolean;
}

/**
 * Chooses the block nearest the centre of the best row, one that leaves no single seat where there is such a one.
 *
 * @param rows the best first; neighbours in this list are neighbours in the house
 */
export function bestAvailable(rows: readonly Row[], { count, together }: BestQuestion): Best {
  const one =
    firstOf(rows, (row) => bestRun(row, count, false)) ??
    firstOf(rows, (row) => bestRun(row, count, true));
  if (one) return { kind: "found", seats: indexes(one) };
  if (!together) {
    const two = firstOf(
      rows.slice(1).map((row, at) => [rows[at] ?? row, row] as const),
      ([front, back]) => overTwo(front, back, count),
    );
    if (two) return { kind: "found", seats: indexes(two) };
  }
  for (let fewer = count - 1; fewer > 0; fewer -= 1) {
    const offer = firstOf(rows, (row) => bestRun(row, fewer, true));
    if (offer) return { kind: "offer", seats: indexes(offer) };
  }
  return { kind: "none" };
}

/** The run of a row that is nearest its centre. @param mayLeaveGap also one that leaves a single seat */
function bestRun(row: Row, count: number, mayLeaveGap: boolean): RowSeat[] | null {
  const centre = centreOf(row.blocks.flat());
  const [best] = runsOf(row, count)
    .filter((run) => mayLeaveGap || gapsOf(row, indexesOf(run)).length === 0)
    .toSorted((a, b) => Math.abs(centreOf(a) - centre) - Math.abs(centreOf(b) - centre));
  return best ?? null;
}

/** Divides a group over two rows as evenly as they allow, the larger part in the better row first. */
function overTwo(front: Row, back: Row, count: number): RowSeat[] | null {
  const parts = Array.from({ length: count - 1 }, (_, n) => n + 1).toSorted(
    (a, b) => Math.abs(count - 2 * a) - Math.abs(count - 2 * b) || b - a,
  );
  return firstOf(parts, (inFront) => {
    const [a, b] = [bestRun(front, inFront, true), bestRun(back, count - inFront, true)];
    return a && b ? [...a, ...b] : null;
  });
}

function indexes(seats: readonly RowSeat[]): number[] {
  return seats.map(({ index }) => index).sort((a, b) => a - b);
}

function firstOf<From, To>(all: readonly From[], find: (each: From) => To | null): To | null {
  for (const each of all) {
    const found = find(each);
    if (found !== null) return found;
  }
  return null;
}
