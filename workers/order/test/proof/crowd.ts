/** What everyone of a schedule shares: the world they act in, and what they were answered. */
import type { Random } from "@edgemart/testkit/random";
import type { OrderRow } from "../../src/core/rows.ts";
import type { ChangeKey } from "../../src/ports/changes.ts";
import type { Deps } from "../../src/ports/deps.ts";
import type { World } from "./world.ts";

/** What callers were answered, for laws about it. */
export interface Told {
  /** Orders that were said to be paid. */
  paid: Set<string>;
  /** Attempts that were said to be declined. */
  declined: Set<string>;
  /** Answers of each kind: a search that meets nothing proves nothing. */
  answers: Map<string, number>;
}

/** An account that money goes back to. */
export const ACCOUNT = { bank: "88", accountNumber: "110123456789", holderName: "김민아" };

/** Begins processes, notes their answers, and chooses orders. */
export class Crowd {
  readonly told: Told = { paid: new Set(), declined: new Set(), answers: new Map() };
  readonly world: World;
  readonly random: Random;
  #keys = 0;

  constructor(world: World, random: Random) {
    this.world = world;
    this.random = random;
  }

  /** Begins a process of order. */
  do(name: string, work: (deps: Deps) => Promise<unknown>): void {
    this.world.stage.begin(name, (process) => work(this.world.order(process)));
  }

  /** Notes an answer. */
  answered(what: string, answer: string): void {
    const name = `${what} ${answer}`;
    this.told.answers.set(name, (this.told.answers.get(name) ?? 0) + 1);
    this.world.stage.trace?.push(`answered ${name}`);
  }

  /** Gives a number that was not given before. */
  number(): number {
    this.#keys += 1;
    return this.#keys;
  }

  /** Gives a key for half of what is done. */
  key(what: string): ChangeKey | null {
    const key = `${what}-${this.number()}`;
    return this.random.chance(0.5) ? { principal: "who", key, input: what } : null;
  }

  /** One of them; null of none. */
  oneOf<T>(all: readonly T[]): T | null {
    return all[this.random.between(0, all.length - 1)] ?? null;
  }

  /** One of the orders there are, as it is now: mostly one of these states, where there is one. */
  async some(...states: OrderRow["state"][]): Promise<OrderRow | null> {
    const orders = await this.orders();
    const wanted = orders.filter(({ state }) => states.includes(state));
    return this.oneOf(wanted.length > 0 && this.random.chance(0.8) ? wanted : orders);
  }

  /** One of the orders of which this is so, where there is one: mostly. */
  async someWith(isSo: (order: OrderRow) => boolean): Promise<OrderRow | null> {
    const orders = await this.orders();
    const wanted = orders.filter(isSo);
    return this.oneOf(wanted.length > 0 && this.random.chance(0.9) ? wanted : orders);
  }

  /** All orders as they are now. */
  async orders(): Promise<OrderRow[]> {
    const { orderIds, stores } = this.world;
    return stores.peek(orderIds);
  }
}
