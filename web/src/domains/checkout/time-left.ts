/** How long a hold still lasts, in whole minutes. Pure. */
const SOON_MS = 2 * 60_000;

/** @param until RFC 3339 @param now epoch milliseconds */
export function timeLeft(until: string, now: number): { minutes: number; isSoon: boolean } {
  const ms = Math.max(0, Date.parse(until) - now);
  return { minutes: Math.floor(ms / 60_000), isSoon: ms < SOON_MS };
}
