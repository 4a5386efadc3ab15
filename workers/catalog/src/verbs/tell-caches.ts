/** Tells caches of a change, again and again while their store does not take it; what is lost here the clock makes up for. */
import type { Generations } from "../ports/generations.ts";
import type { Done } from "../ports/stock-holds.ts";

/** Waits before each further try, in milliseconds; their sum fits into what `waitUntil` may last. */
export const TELL_AGAIN_AFTER_MS = [200, 1_000, 5_000];

/** Begins a new generation after these waits, until one is begun. @param untold hears of each failure */
export async function tellAfter(
  begin: Generations["begin"],
  waitsMs: readonly number[],
  untold: (thrown: unknown) => void,
): Promise<void> {
  for (const waitMs of waitsMs) {
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    try {
      return await begin();
    } catch (thrown) {
      untold(thrown);
    }
  }
}

/**
 * Gives the answer of a verb of stock, and has caches notified after it when a product became available or sold out: the
 * buyer does not wait for Redis.
 *
 * @param after keeps work going after the answer: `waitUntil`
 */
export async function answerThenTell<T>(
  verb: Promise<Done<T>>,
  begin: Generations["begin"],
  after: (work: Promise<void>) => void,
  untold: (thrown: unknown) => void,
): Promise<T> {
  const { answer, hasFlipped } = await verb;
  if (hasFlipped) after(tellAfter(begin, [0, ...TELL_AGAIN_AFTER_MS], untold));
  return answer;
}
