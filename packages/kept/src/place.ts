/** Where answers are kept under their keys: the port, and its implementation in this isolate's memory. */
import { type Lives, type Made, mayReplace } from "./generation.ts";
import { type Bounds, KeptStore } from "./kept-store.ts";

/**
 * A place for answers. A cache of the platform can implement it too (operations 69): that one answers later.
 *
 * How an entry is used is the same in every place: `Renewals` decides it.
 */
export interface Place<E extends Lives & Made> {
  get(key: string): E | undefined | Promise<E | undefined>;
  /** Keeps an entry, and gives true; false when the one kept is of a newer generation. */
  put(key: string, entry: E): boolean | Promise<boolean>;
  /** Forgets an entry: what no longer exists covers no outage. */
  drop(key: string): unknown;
}

/** A place that answers at once. */
export interface MemoryPlace<E extends Lives & Made> extends Place<E> {
  get(key: string): E | undefined;
  put(key: string, entry: E): boolean;
  drop(key: string): void;
}

/**
 * Makes a place in this isolate's memory.
 *
 * @param costOf what an entry takes of `costMax`, its key included; more than a tenth of all is not kept
 */
export function memoryPlace<E extends Lives & Made>(
  bounds: Bounds,
  costOf: (key: string, entry: E) => number,
): MemoryPlace<E> {
  const store = new KeptStore<E>(bounds);
  return {
    get: (key) => store.get(key),
    put(key, entry) {
      if (!mayReplace(store.peek(key), entry)) return false;
      store.set(key, entry, costOf(key, entry));
      return true;
    },
    drop: (key) => store.delete(key),
  };
}
