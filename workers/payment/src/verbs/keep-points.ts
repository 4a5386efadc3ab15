/** What the clock does for the ledger: sweeps lots past their day, and compares what is kept with the entries. */
import type { PointDifference, PointReads, PointWrites } from "../ports/points.ts";

/** What keeping the ledger works with. */
interface KeepDeps {
  points: PointWrites;
  pointReads: PointReads;
  note(event: string, facts: Record<string, unknown>): void;
}

const LOTS_A_STATEMENT = 500;
const MEMBERS_A_STATEMENT = 500;

/**
 * Sweeps, and compares once a night; everything that differs is noted for people.
 *
 * @param mayGoOn false when the clock's call must end
 */
export async function keepPoints(
  { points, pointReads, note }: KeepDeps,
  { isNight, mayGoOn }: { isNight: boolean; mayGoOn(): boolean },
): Promise<{ expired: number; differences: number | null }> {
  const expired = await expirePoints(points, mayGoOn);
  if (!isNight) return { expired, differences: null };
  const { isWhole, found } = await comparePoints(pointReads, mayGoOn);
  for (const each of found) note("payment.points_differ", { ...each });
  if (!isWhole) note("payment.points_not_compared", {});
  return { expired, differences: found.length };
}

/**
 * Expires lots past their day, until none is left or the time is over; what is left waits for the next call.
 *
 * @param mayGoOn false when the clock's call must end
 * @returns how many lots were expired
 */
export async function expirePoints(points: PointWrites, mayGoOn: () => boolean): Promise<number> {
  let total = 0;
  while (mayGoOn()) {
    const done = await points.expire(LOTS_A_STATEMENT);
    total += done;
    if (done === 0) break;
  }
  return total;
}

/**
 * Compares the accounts of all members with their entries.
 *
 * @returns how many members were compared up to, and everything that differs; there is nothing while all is well
 */
export async function comparePoints(
  reads: PointReads,
  mayGoOn: () => boolean,
): Promise<{ isWhole: boolean; found: PointDifference[] }> {
  const found: PointDifference[] = [];
  for (let after = ""; mayGoOn(); ) {
    const page = await reads.differences(after, MEMBERS_A_STATEMENT);
    found.push(...page.found);
    if (page.last === null) return { isWhole: true, found };
    after = page.last;
  }
  return { isWhole: false, found };
}
