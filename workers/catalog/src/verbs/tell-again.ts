/** Tells caches of writes whose own word may have been lost: by the clock, from what the database remembers. */
import type { Generations, WriteLog } from "../ports/generations.ts";

/**
 * Begins a new generation when anything was written since the last visit.
 *
 * A write begins one itself, after its commit; a Worker that dies in between, a Redis that is unavailable, or a commit after
 * its Worker gave up waiting leave caches with what was before. The generation comes first and the note after it: a
 * visit that dies in between is repeated.
 *
 * @returns whether caches were notified
 */
export async function tellAgain(generations: Generations, writes: WriteLog): Promise<boolean> {
  const { until, some } = await writes.writesSince(await generations.toldUntil());
  if (some) await generations.begin();
  await generations.noteToldUntil(until);
  return some;
}
