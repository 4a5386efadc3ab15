/** How long the clock waits before it asks again. Pure. */

/** Seconds for which a caller of the gateway has a payment to itself: a call takes at most 15. */
export const LEASE_SECONDS = 20;
/** Seconds between two looks at an open deposit. */
export const DEPOSIT_LOOK_SECONDS = 1_800;

const AGAIN_SECONDS_MAX = 30;

/**
 * Gives the seconds before the next try: 1, 2, 4 … 30.
 *
 * @param tries calls made so far
 * @param pace  how much shorter every wait is; 1 outside tests
 */
export function waitsAfter(tries: number, pace: number): { again: number; deposit: number } {
  const again = Math.min(AGAIN_SECONDS_MAX, 2 ** Math.max(0, Math.min(tries, 10) - 1));
  return { again: again / pace, deposit: DEPOSIT_LOOK_SECONDS / pace };
}

const REFUSED_SECONDS_MAX = 3_600;

/**
 * Gives the seconds before a cancellation that was refused is asked again, under another key: 10, 20, 40 … 3600.
 *
 * @param refusals those so far
 */
export function waitAfterRefusal(refusals: number, pace: number): number {
  return Math.min(REFUSED_SECONDS_MAX, 10 * 2 ** Math.min(refusals, 10)) / pace;
}
