/** A budget that requests of one isolate share. Plain numbers with an end: a request that vanishes cannot block the others. Pure; the clock is passed in. */

/** A part of the budget, held by one job. */
export interface Lease {
  cost: number;
  /** Epoch milliseconds after which the lease no longer counts. */
  expiresAt: number;
}

/** The budget and who holds parts of it. */
export class Leases {
  readonly #budget: number;
  readonly #held = new Set<Lease>();

  /** @param budget sum of the costs that may be held at once */
  constructor(budget: number) {
    this.#budget = budget;
  }

  /** Takes a lease, or gives null when the budget is spent. */
  take(cost: number, now: number, lifeMs: number): Lease | null {
    let spent = 0;
    for (const lease of this.#held) {
      if (lease.expiresAt <= now) this.#held.delete(lease);
      else spent += lease.cost;
    }
    if (spent + cost > this.#budget) return null;
    const lease = { cost, expiresAt: now + lifeMs };
    this.#held.add(lease);
    return lease;
  }

  release(lease: Lease): void {
    this.#held.delete(lease);
  }
}
