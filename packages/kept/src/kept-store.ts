/** What an isolate keeps: bounded in cost and entries, and not to be washed out by keys that come once. */
import { Uses } from "./uses.ts";

/** How much is kept. */
export interface Bounds {
  /** Sum of the costs of what is kept. */
  costMax: number;
  /** At least 10: the segments are tenths. */
  entriesMax: number;
}

type Name = "window" | "probation" | "guarded";
interface Kept<V> {
  value: V;
  cost: number;
  segment: Name;
  /** Used since it was put in. */
  isUsed: boolean;
}

/** Shares of the bounds: what is new; what was used again. The rest is never the guarded ones'. */
const WINDOW = 0.1;
const GUARDED = 0.8;
/** Of one entry: it must fit into the share that is left to what waits. */
const ENTRY = 0.1;

/**
 * A map in three segments, each in the order of last use (W-TinyLFU).
 *
 * A new key enters the window. What the window pushes out takes a place further in only from keys used less often; what
 * is used again there is guarded, and a guarded key yields to one that is used more often alone. So a flood of keys that
 * come once turns over the window, however long it is, and nothing else.
 */
export class KeptStore<V> {
  readonly #entryCostMax: number;
  readonly #uses: Uses;
  readonly #kept = new Map<string, Kept<V>>();
  readonly #segments: Record<Name, Segment>;
  /** Bounds of probation and guarded together. */
  readonly #inner: Bounds;

  /** @param seed of the sketch, for tests */
  constructor(bounds: Bounds, seed: number | null = null) {
    this.#entryCostMax = bounds.costMax * ENTRY;
    this.#uses = new Uses(bounds.entriesMax, seed);
    const share = (part: number) => new Segment(bounds.costMax * part, bounds.entriesMax * part);
    this.#inner = {
      costMax: bounds.costMax * (1 - WINDOW),
      entriesMax: bounds.entriesMax * (1 - WINDOW),
    };
    this.#segments = { window: share(WINDOW), probation: share(1), guarded: share(GUARDED) };
  }

  /** Finds a value, and counts the use. */
  get(key: string): V | undefined {
    const kept = this.#kept.get(key);
    if (!kept) return undefined;
    this.#uses.add(key);
    this.#segments[kept.segment].touch(key);
    kept.isUsed = true;
    if (kept.segment === "probation") this.#guard(key, kept);
    return kept.value;
  }

  /** Finds a value without counting it as a use. */
  peek(key: string): V | undefined {
    return this.#kept.get(key)?.value;
  }

  /**
   * Keeps a value, or not when keys used more often need the room.
   *
   * @param cost in the unit of `costMax`, its key's included; more than a tenth of all is not kept
   */
  set(key: string, value: V, cost: number): void {
    this.#uses.add(key);
    const before = this.#kept.get(key);
    this.delete(key);
    if (cost > this.#entryCostMax) return;
    // What was kept keeps its place among the others, if what it costs now still fits.
    const segment = before?.segment ?? "window";
    this.#put(key, { value, cost, segment, isUsed: before?.isUsed ?? false });
    this.#settle();
  }

  delete(key: string): void {
    const kept = this.#kept.get(key);
    if (!kept) return;
    this.#segments[kept.segment].remove(key, kept.cost);
    this.#kept.delete(key);
  }

  /** Forgets every key of a kind, and names them. */
  deleteAll(isMeant: (key: string) => boolean): string[] {
    const keys = [...this.#kept.keys()].filter(isMeant);
    for (const key of keys) this.delete(key);
    return keys;
  }

  /** Sum of the costs of what is kept. */
  get cost(): number {
    const { window, probation, guarded } = this.#segments;
    return window.cost + probation.cost + guarded.cost;
  }

  get size(): number {
    return this.#kept.size;
  }

  #put(key: string, kept: Kept<V>): void {
    this.#kept.set(key, kept);
    this.#segments[kept.segment].add(key, kept.cost);
  }

  #move(key: string, kept: Kept<V>, segment: Name): void {
    this.#segments[kept.segment].remove(key, kept.cost);
    kept.segment = segment;
    this.#segments[segment].add(key, kept.cost);
  }

  /** Guards a key that was used again, if those it would displace are used less often. */
  #guard(key: string, kept: Kept<V>): void {
    const { guarded } = this.#segments;
    const displaced = this.#weaker(guarded, guarded.free(), key, kept.cost);
    if (!displaced) return;
    for (const each of displaced) this.#move(each, this.#at(each), "probation");
    this.#move(key, kept, "guarded");
  }

  /** Makes the segments fit: out of the window into probation, or out of the store. */
  #settle(): void {
    const { window, probation, guarded } = this.#segments;
    for (const key of guarded.surplus()) this.#move(key, this.#at(key), "probation");
    for (const key of window.surplus()) {
      const kept = this.#at(key);
      // Uses in one burst earn a free place among the guarded, and no one else's.
      if (kept.isUsed && guarded.free().cost >= kept.cost && guarded.free().entries >= 1) {
        this.#move(key, kept, "guarded");
        continue;
      }
      const displaced = this.#weaker(probation, this.#free(), key, kept.cost);
      for (const each of displaced ?? [key]) this.delete(each);
      if (displaced) this.#move(key, kept, "probation");
    }
    // What was demoted, and values that grew while they were kept.
    for (const key of probation.keys()) {
      const free = this.#free();
      if (free.cost >= 0 && free.entries >= 0) return;
      this.delete(key);
    }
  }

  /** Room that probation and guarded leave of theirs. */
  #free(): { cost: number; entries: number } {
    const { probation, guarded } = this.#segments;
    const { costMax, entriesMax } = this.#inner;
    return {
      cost: costMax - probation.cost - guarded.cost,
      entries: Math.floor(entriesMax) - probation.size - guarded.size,
    };
  }

  /** The oldest keys of a segment that must go for one more, or null when one of them is used as often as it. */
  #weaker(
    from: Segment,
    free: { cost: number; entries: number },
    newcomer: string,
    cost: number,
  ): string[] | null {
    const found: string[] = [];
    const fits = () => free.cost >= cost && free.entries >= 1;
    if (fits()) return found;
    const uses = this.#uses.of(newcomer);
    for (const key of from.keys()) {
      if (this.#uses.of(key) >= uses) return null;
      found.push(key);
      free.cost += this.#at(key).cost;
      free.entries += 1;
      if (fits()) return found;
    }
    return null;
  }

  /** Segments name kept keys alone. */
  #at(key: string): Kept<V> {
    return this.#kept.get(key) as Kept<V>;
  }
}

/** Keys in the order of their last use, with the sum of their costs. */
class Segment {
  readonly costMax: number;
  readonly entriesMax: number;
  readonly #keys = new Set<string>();
  cost = 0;

  constructor(costMax: number, entriesMax: number) {
    this.costMax = costMax;
    this.entriesMax = Math.floor(entriesMax);
  }

  get size(): number {
    return this.#keys.size;
  }

  free(): { cost: number; entries: number } {
    return { cost: this.costMax - this.cost, entries: this.entriesMax - this.size };
  }

  /** Oldest use first. */
  keys(): IterableIterator<string> {
    return this.#keys.keys();
  }

  /** The oldest keys, one after another, while the segment is over its bounds; each must be taken out. */
  *surplus(): Generator<string> {
    for (const key of this.#keys) {
      if (this.cost <= this.costMax && this.size <= this.entriesMax) return;
      yield key;
    }
  }

  add(key: string, cost: number): void {
    this.#keys.add(key);
    this.cost += cost;
  }

  remove(key: string, cost: number): void {
    if (this.#keys.delete(key)) this.cost -= cost;
  }

  touch(key: string): void {
    this.#keys.delete(key);
    this.#keys.add(key);
  }
}
