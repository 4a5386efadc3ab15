/** A map with a budget that forgets what was used longest ago. Pure. */

export class Lru<V> {
  readonly #budget: number;
  readonly #entries = new Map<string, { value: V; cost: number }>();
  #cost = 0;

  /** @param budget sum of costs that is kept */
  constructor(budget: number) {
    this.#budget = budget;
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** Keeps a value; one that costs more than the whole budget is not kept. */
  set(key: string, value: V, cost: number): void {
    this.delete(key);
    if (cost > this.#budget) return;
    this.#entries.set(key, { value, cost });
    this.#cost += cost;
    for (const oldest of this.#entries.keys()) {
      if (this.#cost <= this.#budget) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#cost -= this.#entries.get(key)?.cost ?? 0;
    this.#entries.delete(key);
  }

  /** Forgets every key of a kind, and names them. */
  deleteAll(isMeant: (key: string) => boolean): string[] {
    const keys = [...this.#entries.keys()].filter(isMeant);
    for (const key of keys) this.delete(key);
    return keys;
  }

  /** Sum of the costs of what is kept. */
  get cost(): number {
    return this.#cost;
  }
}
