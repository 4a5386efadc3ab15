/** Holds the embedded Redis's keys: typed values with an optional end; synchronous, so every command is atomic. */
import { RedisError } from "../redis-store.ts";

/**
 * The value types. Every string here is a byte string: one char per byte (latin1), so lengths,
 * order and equality are those of bytes and any value is binary-safe.
 */
export interface Values {
  string: string;
  hash: Map<string, string>;
  zset: Map<string, number>;
}

/** The name of a value type. */
export type Kind = keyof Values;

/** A stored value. `expiresAt` is in epoch milliseconds. */
export type Entry = {
  [K in Kind]: { kind: K; value: Values[K]; expiresAt?: number };
}[Kind];

const EMPTY: { [K in Kind]: () => Values[K] } = {
  string: () => "",
  hash: () => new Map(),
  zset: () => new Map(),
};

/** The keys of one database. */
export class Keyspace {
  readonly #entries = new Map<string, Entry>();
  readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** Returns the live entry of a key, of any type. */
  entry(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry?.expiresAt === undefined || entry.expiresAt > this.now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  /** Returns a key's value, undefined when it is missing. @throws WRONGTYPE */
  read<K extends Kind>(key: string, kind: K): Values[K] | undefined {
    const entry = this.entry(key);
    if (entry === undefined) return undefined;
    if (entry.kind === kind) return entry.value as Values[K]; // the kind was just compared
    throw new RedisError("WRONGTYPE Operation against a key holding the wrong kind of value");
  }

  /** Changes a collection in place, creating it first and removing it when it ends up empty. */
  change<K extends Exclude<Kind, "string">, R>(
    key: string,
    kind: K,
    edit: (value: Values[K]) => R,
  ): R {
    const value = this.read(key, kind) ?? EMPTY[kind]();
    try {
      return edit(value);
    } finally {
      if (value.size === 0) this.#entries.delete(key);
      else if (!this.entry(key)) this.#entries.set(key, { kind, value } as Entry); // same K on both
    }
  }

  /** Replaces whatever a key holds. */
  put(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
  }

  /** Replaces a string and keeps the key's end, as INCR does. */
  putString(key: string, value: string): void {
    this.put(key, { kind: "string", value, expiresAt: this.entry(key)?.expiresAt });
  }

  /** Removes a key; false when there was none. */
  remove(key: string): boolean {
    return this.entry(key) !== undefined && this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Live keys, in order of creation; dead ones are removed on the way. */
  keys(): string[] {
    return [...this.#entries.keys()].filter((key) => this.entry(key) !== undefined);
  }
}
