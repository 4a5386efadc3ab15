/** What an entry is good for, judged by its lives and by the generation it was made under. Pure. */

/** Epoch milliseconds: fresh before the first, shown while it is renewed before the second, instead of an error before the third. */
export interface Lives {
  freshUntilMs: number;
  staleUntilMs: number;
  errorUntilMs: number;
}

/** What was made of which generation, and when. */
export interface Made {
  generation: string;
  /** Epoch milliseconds. */
  storedMs: number;
}

/** What an entry is good for. */
export type Age = "fresh" | "stale" | "error-only" | "dead";

/**
 * Tells what an entry is good for.
 *
 * One of another generation than the current one shows what a write has changed: it is given only when a new one cannot
 * be made. So is every one while the current generation is not known.
 *
 * @param current null: not known
 */
export function ageOf(entry: Lives & Made, current: string | null, nowMs: number): Age {
  if (nowMs >= entry.errorUntilMs) return "dead";
  if (entry.generation !== current) return "error-only";
  if (nowMs < entry.freshUntilMs) return "fresh";
  return nowMs < entry.staleUntilMs ? "stale" : "error-only";
}

/** Longest that one isolate knows a generation another has not heard of: 5 s of asking, and as much for the way. */
const UNHEARD_MS = 10_000;

/**
 * Tells whether a new entry may take the place of a kept one: not when the kept one is of a newer generation, which the
 * writer has not heard of yet. After that time the counter itself was set back, and the new one is right.
 */
export function mayReplace(kept: Made | null | undefined, made: Made): boolean {
  if (!kept || !isOlder(made.generation, kept.generation)) return true;
  return made.storedMs - kept.storedMs >= UNHEARD_MS;
}

/** Tells whether a generation came before another; false for what is no counter's value. */
export function isOlder(generation: string, than: string): boolean {
  return Number(generation) < Number(than);
}
