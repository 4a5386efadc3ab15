/** Counts how often keys were used, roughly and in fixed memory: a count-min sketch that forgets by halves. */

const ROWS = 4;
const COUNT_MAX = 15;

/**
 * Estimates the uses of a key. An estimate is never below what was counted since the last halving, up to 15.
 *
 * @see "TinyLFU: A Highly Efficient Cache Admission Policy" (Einziger, Friedman, Manes; 2017), §3
 */
export class Uses {
  readonly #counts: Uint8Array[];
  readonly #mask: number;
  readonly #countedMax: number;
  #counted = 0;
  /** Another one in every isolate, so that no one can choose keys that count for each other. */
  #seed: number | null;

  /** @param entries about how many keys are distinguished @param seed for tests; else random at the first use */
  constructor(entries: number, seed: number | null = null) {
    const width = 2 ** Math.ceil(Math.log2(Math.max(64, entries * 8)));
    this.#counts = Array.from({ length: ROWS }, () => new Uint8Array(width));
    this.#mask = width - 1;
    // The paper's sample: ten uses for each key that is distinguished.
    this.#countedMax = entries * 10;
    this.#seed = seed;
  }

  /** Counts one use. */
  add(key: string): void {
    const hash = this.#hash(key);
    for (let row = 0; row < ROWS; row++) {
      const counts = this.#counts[row] as Uint8Array; // ROWS of them were made
      const at = this.#place(hash, row);
      const count = counts[at] as number; // masked to the width
      if (count < COUNT_MAX) counts[at] = count + 1;
    }
    if (++this.#counted >= this.#countedMax) this.#halve();
  }

  /** Gives the estimate, 0 to 15. */
  of(key: string): number {
    const hash = this.#hash(key);
    let least = COUNT_MAX;
    for (let row = 0; row < ROWS; row++) {
      least = Math.min(least, this.#counts[row]?.[this.#place(hash, row)] ?? 0);
    }
    return least;
  }

  /** What was popular long ago must make room one day. */
  #halve(): void {
    for (const counts of this.#counts) {
      for (let at = 0; at < counts.length; at++) counts[at] = (counts[at] as number) >> 1; // in bounds
    }
    this.#counted >>= 1;
  }

  #place(hash: number, row: number): number {
    const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d + 2 * row);
    return (mixed ^ (mixed >>> 13)) & this.#mask;
  }

  /** FNV-1a over UTF-16 units: two shifts and a product a character, and no memory. */
  #hash(key: string): number {
    // Not in the constructor: a Worker may draw no random numbers while it starts.
    this.#seed ??= crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    let hash = 0x811c9dc5 ^ this.#seed;
    for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
    return hash;
  }
}
