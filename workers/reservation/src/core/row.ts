/** Seats of a row, and the single seats that a choice leaves between others. Pure. @see specs/ticketing.md 34, 35 */

/** A seat as the choice sees it. */
export interface RowSeat {
  /** Within the section. */
  index: number;
  /** Place from left to right. */
  x: number;
  isFree: boolean;
  /** Accessible seats and their companions are never judged, and never offered without their need. */
  isReserved: boolean;
}

/** A row: blocks between aisles, each from left to right. */
export interface Row {
  blocks: readonly (readonly RowSeat[])[];
}

/** Share of a section that is free, below which single seats are sold as they are. */
export const FREE_SHARE_MIN = 0.1;

type Chosen = ReadonlySet<number>;
const NONE: Chosen = new Set();

/** Seats that stay free, alone between what is taken, an aisle or the edge. */
export function singlesOf({ blocks }: Row, chosen: Chosen = NONE): number[] {
  return blocks.flatMap((block) => {
    const isFree = (seat: RowSeat | undefined) => seat?.isFree === true && !chosen.has(seat.index);
    return block
      .filter((seat, at) => isFree(seat) && !isFree(block[at - 1]) && !isFree(block[at + 1]))
      .filter((seat) => !seat.isReserved)
      .map(({ index }) => index);
  });
}

/** Single seats that a choice newly leaves. */
export function gapsOf(row: Row, chosen: Chosen): number[] {
  const before = new Set(singlesOf(row));
  return singlesOf(row, chosen).filter((index) => !before.has(index));
}

/** Free seats side by side in one block, so many, wherever they are; those of a need are left out. */
export function runsOf({ blocks }: Row, count: number): RowSeat[][] {
  return blocks.flatMap((block) =>
    block.flatMap((_, at) => {
      const run = block.slice(at, at + count);
      const isWhole = run.length === count && run.every((seat) => seat.isFree && !seat.isReserved);
      return isWhole ? [run] : [];
    }),
  );
}

/**
 * Judges a choice within one row.
 *
 * @returns null where it may be held; else the single seats it leaves, and as many seats side by side that leave none
 */
export function judgedGap(
  row: Row,
  chosen: Chosen,
  freeShare: number,
): { gaps: number[]; better: number[] } | null {
  const gaps = gapsOf(row, chosen);
  if (gaps.length === 0 || freeShare < FREE_SHARE_MIN) return null;
  const seats = row.blocks.flat().filter(({ index }) => chosen.has(index));
  if (seats.some(({ isReserved }) => isReserved)) return null;
  const centre = centreOf(seats);
  const better = runsOf(row, seats.length)
    .filter((run) => gapsOf(row, indexesOf(run)).length === 0)
    .toSorted((a, b) => Math.abs(centreOf(a) - centre) - Math.abs(centreOf(b) - centre))[0];
  // Where the row has no other way, the choice stands.
  return better ? { gaps, better: better.map(({ index }) => index) } : null;
}

/** The middle of some seats. */
export function centreOf(seats: readonly RowSeat[]): number {
  return seats.reduce((sum, { x }) => sum + x, 0) / Math.max(1, seats.length);
}

/** Their indexes. */
export function indexesOf(seats: readonly RowSeat[]): Chosen {
  return new Set(seats.map(({ index }) => index));
}
