/** A finished answer as every cache holds it. Pure. */

/** A finished answer. */
export interface Answer {
  body: Uint8Array | ReadableStream<Uint8Array>;
  /** Bytes of the body. */
  length: number;
  type: string;
  /** Strong entity tag of the content, with its quotes. */
  etag: string;
  /** Epoch milliseconds. */
  madeAt: number;
}

/** An answer whose bytes are at hand. */
export type HeldAnswer = Answer & { body: Uint8Array };

/** An answer in the isolate's memory. */
export type KeptAnswer = HeldAnswer & {
  /** Epoch milliseconds after which the caches below are asked again. */
  keptUntil: number;
};

/** Tells whether the bytes are at hand. */
export function isHeld(answer: Answer): answer is HeldAnswer {
  return answer.body instanceof Uint8Array;
}

/** A day in seconds. */
export const DAY_SECONDS = 86_400;
const YEAR_SECONDS = 31_536_000;
const WEEK_SECONDS = 604_800;

/** Seconds an answer may be kept by a cache of ours. */
export function maxAgeSeconds(immutable: boolean): number {
  return immutable ? YEAR_SECONDS : DAY_SECONDS;
}

/** Tells whether an answer may still be given. */
export function isFresh(answer: Answer, immutable: boolean, now: number): boolean {
  return now - answer.madeAt < maxAgeSeconds(immutable) * 1000;
}

/**
 * `Cache-Control` of a picture: a year when its address names its content, else the source's own 24 hours; never past
 * the end of an address that has one.
 *
 * @param msLeft milliseconds the address stays valid; null: for ever
 */
export function cacheControl(immutable: boolean, msLeft: number | null = null): string {
  if (msLeft !== null) {
    return `public, max-age=${Math.max(0, Math.min(Math.floor(msLeft / 1000), maxAgeSeconds(immutable)))}`;
  }
  return immutable
    ? `public, max-age=${YEAR_SECONDS}, immutable`
    : `public, max-age=${DAY_SECONDS}, stale-while-revalidate=${WEEK_SECONDS}`;
}
