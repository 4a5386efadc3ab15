/** What a schedule runs in: virtual time, a store that loses and repeats messages, a Worker with an effect. */

import type { Random } from "@edgemart/testkit/random";
import {
  type ClaimStep,
  claimKey,
  type KeyState,
  releaseKey,
  type SettleStep,
  settleKey,
  UNUSED,
  type Verdict,
} from "../../src/idempotency/protocol.ts";

export const ROUND_TRIP_MS = 300;
export const DEADLINE_MS = 20_000;
export const LEASE_MS = DEADLINE_MS + 10_000;
export const ANSWER_MS = 86_400_000;
export const RECORD_MS = 30 * 86_400_000;

/** A protocol under exploration; the controls change one law each. */
export interface Laws {
  claimKey: typeof claimKey;
  settleKey: typeof settleKey;
  releaseKey: typeof releaseKey;
  /** Which record a principal's key names. */
  recordOf(principal: string, key: string): string;
  leaseMs: number;
  /** A holder that slept longer between its claim and its run gives the claim back. */
  sleepMsMax: number;
  /** The Worker behind keeps UNIQUE(principal, key) with its effect (rule 35). */
  isUnique: boolean;
  /** Whether the store may lose its newest writes to an asynchronous replica. */
  failsOver: boolean;
  /** Which of a record's three keys the store may drop. */
  evicts: readonly ("record" | "lease" | "answer")[];
}

export const OUR_LAWS: Laws = {
  claimKey,
  settleKey,
  releaseKey,
  recordOf: (principal, key) => `${principal} ${key}`,
  leaseMs: LEASE_MS,
  sleepMsMax: 5_000,
  isUnique: true,
  failsOver: true,
  evicts: ["record", "lease", "answer"],
};

/** Runs events in the order of their time; ties in the order they were made. */
export class Timeline {
  nowMs = 0;
  #events: { atMs: number; run: () => void }[] = [];

  after(delayMs: number, run: () => void): void {
    const atMs = this.nowMs + delayMs;
    let at = this.#events.length;
    while (at > 0 && (this.#events[at - 1]?.atMs ?? 0) > atMs) at--;
    this.#events.splice(at, 0, { atMs, run });
  }

  drain(): void {
    for (let event = this.#events.shift(); event; event = this.#events.shift()) {
      this.nowMs = event.atMs;
      event.run();
    }
  }
}

type Command =
  | { kind: "claim"; record: string; step: ClaimStep }
  | { kind: "settle"; record: string; step: SettleStep }
  | { kind: "release"; record: string; owner: string };

/** The store behind a bad network: a command may be lost, late or come twice, and its reply may be lost. */
export class FaultyStore {
  readonly #laws: Laws;
  readonly #random: Random;
  readonly #time: Timeline;
  readonly #faults: number;
  /** States as they were, oldest first, for a failover to fall back to. */
  #past: Map<string, KeyState>[] = [new Map()];
  /** When the last claim was applied: no one may be busy a lease later. */
  lastClaimMs = 0;

  constructor(laws: Laws, random: Random, time: Timeline, faults: number) {
    this.#laws = laws;
    this.#random = random;
    this.#time = time;
    this.#faults = faults;
  }

  /** Loses the newest writes: an asynchronous replica takes over. */
  failOver(): void {
    const lost = this.#random.between(1, 3);
    this.#past = this.#past.slice(0, Math.max(1, this.#past.length - lost));
  }

  /** Drops one key of a record: short of memory, or by a hand that should not have. */
  evict(record: string): void {
    const states = this.#past.at(-1) ?? new Map<string, KeyState>();
    const state = states.get(record);
    const [first, ...others] = this.#laws.evicts;
    if (!state || !first) return;
    const gone = this.#random.pick([first, ...others]);
    this.#past.push(new Map(states).set(record, { ...state, [gone]: null }));
  }

  claim(record: string, step: ClaimStep, reply: (verdict: Verdict | null) => void): void {
    this.#send({ kind: "claim", record, step }, reply as (value: unknown) => void);
  }

  settle(record: string, step: SettleStep, reply: (taken: boolean | null) => void): void {
    this.#send({ kind: "settle", record, step }, reply as (value: unknown) => void);
  }

  release(record: string, owner: string, reply: (taken: boolean | null) => void): void {
    this.#send({ kind: "release", record, owner }, reply as (value: unknown) => void);
  }

  /** Applies a command at once, behind the network's back. */
  ask(record: string, step: ClaimStep): Verdict {
    return this.#apply({ kind: "claim", record, step }) as Verdict;
  }

  #send(command: Command, reply: (value: unknown) => void): void {
    const random = this.#random;
    let isOver = false;
    const once = (value: unknown) => {
      if (!isOver) reply(value);
      isOver = true;
    };
    // The caller waits this long and no longer; what arrives later changes the store all the same.
    this.#time.after(ROUND_TRIP_MS, () => once(null));
    const isLost = random.chance(this.#faults * 0.3);
    const isReplyLost = random.chance(this.#faults * 0.5);
    const delayMs = random.chance(this.#faults * 0.4)
      ? random.between(ROUND_TRIP_MS, 600_000)
      : random.between(1, 40);
    if (!isLost) {
      this.#time.after(delayMs, () => {
        const value = this.#apply(command);
        if (!isReplyLost) this.#time.after(random.between(1, 40), () => once(value));
      });
    }
    for (let copies = 0; copies < 2 && random.chance(this.#faults * 0.5); copies++) {
      const laterMs = random.pick([50, 1_000, 45_000, 700_000]);
      this.#time.after(random.between(1, laterMs), () => this.#apply(command));
    }
  }

  #apply(command: Command): Verdict | boolean {
    const states = this.#past.at(-1) ?? new Map<string, KeyState>();
    const before = states.get(command.record) ?? UNUSED;
    const { nowMs } = this.#time;
    const [state, value] = this.#transition(before, command, nowMs);
    if (command.kind === "claim" && (value as Verdict).kind === "run") this.lastClaimMs = nowMs;
    this.#past.push(new Map(states).set(command.record, state));
    if (this.#past.length > 8) this.#past.shift();
    return value;
  }

  #transition(before: KeyState, command: Command, nowMs: number): [KeyState, Verdict | boolean] {
    switch (command.kind) {
      case "claim": {
        const { state, verdict } = this.#laws.claimKey(before, command.step, nowMs);
        return [state, verdict];
      }
      case "settle": {
        const { state, taken } = this.#laws.settleKey(before, command.step, nowMs);
        return [state, taken];
      }
      case "release": {
        const { state, taken } = this.#laws.releaseKey(before, command.owner, nowMs);
        return [state, taken];
      }
    }
  }
}
