/** How points and a card divide a total, as the server and the browser judge it. Pure; imports no schema. */

/** The least a card is charged, in KRW: what order asks for. */
const CARD_MIN = 100;
/** The least points used at once, where the total is not below it. */
export const POINTS_MIN = 100;

/**
 * Gives the most points that can be used: never so many that less than a card takes is left to pay.
 *
 * @param available points that can be spent @param totalMinor of an order in KRW
 * @returns 0 where there are too few
 */
export function usablePoints(available: number, totalMinor: number): number {
  if (available >= totalMinor) return totalMinor;
  const most = Math.min(available, totalMinor - CARD_MIN);
  return most < POINTS_MIN ? 0 : most;
}

/** What typed points come to, in KRW. */
export interface PointsSplit {
  points: number;
  cardMinor: number;
}

/**
 * Divides a total by the points that are typed.
 *
 * @param typed text of the field; empty is 0
 * @returns null where this many points cannot be used
 */
export function splitBy(typed: string, available: number, totalMinor: number): PointsSplit | null {
  const text = typed.trim() || "0";
  if (!/^\d{1,12}$/.test(text)) return null;
  const points = Number(text);
  const cardMinor = totalMinor - points;
  if (points === 0) return { points, cardMinor };
  if (points > available || cardMinor < 0) return null;
  if (cardMinor === 0) return { points, cardMinor };
  return points < POINTS_MIN || cardMinor < CARD_MIN ? null : { points, cardMinor };
}
