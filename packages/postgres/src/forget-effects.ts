/** Forgets keyed effects whose key no one knows any more, a bounded number at a time. */
const ROWS_MAX = 1_000;
const ROUNDS_MAX = 20;

/**
 * Deletes old effects until none is left, at most 20 000 in one visit: the next one goes on.
 *
 * @returns how many were deleted
 */
export async function forgetEffects(effects: {
  forgetOld(rowsMax: number): Promise<number>;
}): Promise<number> {
  let gone = 0;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const deleted = await effects.forgetOld(ROWS_MAX);
    gone += deleted;
    if (deleted < ROWS_MAX) break;
  }
  return gone;
}
