/** One schedule: rivals with one key, a network that answers falsely, holders that die; and what must hold of it whatever happens. */
import { type Random, randomFrom } from "@edgemart/testkit/random";
import { dispositionOf } from "../../src/idempotency/stored-answer.ts";
import { ANSWER_MS, DEADLINE_MS, FaultyStore, type Laws, RECORD_MS, Timeline } from "./world.ts";

/** What the Worker behind did with one run. */
interface Run {
  principal: string;
  fingerprint: string;
  fromMs: number;
  /** Until the gateway no longer waits for it. */
  toMs: number;
  /** True when its end left no doubt: an answer that was settled in the store, or no effect for certain. */
  isDefinite: boolean;
  /** What the store confirmed to keep. */
  stored?: string;
}

/** The answer of a run as it is stored. */
interface Answer {
  status: number;
  declared: string | null;
  hasEffect: boolean;
  /** Virtual milliseconds until the answer; above the deadline the gateway gave up before. */
  takesMs: number;
}

export interface Schedule {
  seed: number;
  mode: "once" | "retry";
  failsOver: boolean;
  /** One of a record's keys was dropped once; never together with a failover. */
  evicts: boolean;
  /** Sentences of what was broken; empty when every invariant held. */
  violations: string[];
  replays: number;
  effects: number;
  runs: number;
}

const ANSWERS: readonly [Omit<Answer, "takesMs">, ...Omit<Answer, "takesMs">[]] = [
  { status: 201, declared: null, hasEffect: true },
  { status: 200, declared: null, hasEffect: true },
  { status: 201, declared: "executed", hasEffect: true },
  { status: 400, declared: null, hasEffect: false },
  { status: 422, declared: null, hasEffect: false },
  { status: 422, declared: "final", hasEffect: false },
  { status: 402, declared: null, hasEffect: false },
  { status: 409, declared: null, hasEffect: false },
  { status: 503, declared: "not-executed", hasEffect: false },
  { status: 500, declared: null, hasEffect: true },
  { status: 500, declared: null, hasEffect: false },
];

/** Plays the schedule that a seed names. */
export function explore(seed: number, laws: Laws): Schedule {
  return new Play(seed, laws).play();
}

class Play {
  readonly #laws: Laws;
  readonly #random: Random;
  readonly #time = new Timeline();
  readonly #store: FaultyStore;
  readonly #out: Schedule;
  readonly #runs: Run[] = [];
  /** Effects of the Worker behind by principal; its table is durable and the store's failover does not touch it. */
  readonly #effects = new Map<string, string[]>();
  /** Records one of whose releases the store never confirmed, or only after the lease: they may be in doubt permanently. */
  readonly #unconfirmed = new Set<string>();
  #owners = 0;

  constructor(seed: number, laws: Laws) {
    this.#laws = laws;
    this.#random = randomFrom(seed);
    const mode = this.#random.chance(0.6) ? "once" : "retry";
    const failsOver = this.#random.chance(0.25) && laws.failsOver;
    const evicts = !failsOver && this.#random.chance(0.25) && laws.evicts.length > 0;
    const faults = this.#random.pick([0, 0.2, 0.5, 0.8]);
    this.#store = new FaultyStore(laws, this.#random, this.#time, faults);
    this.#out = { seed, mode, failsOver, evicts, violations: [], replays: 0, effects: 0, runs: 0 };
  }

  play(): Schedule {
    const random = this.#random;
    const requests = random.between(2, 6);
    for (let index = 0; index < requests; index++) {
      const principal = random.chance(0.85) ? "alice" : "bob";
      const fingerprint = random.chance(0.85) ? "A" : "B";
      const spreadMs = random.pick([0, 100, 25_000, 120_000, 1_000_000]);
      this.#time.after(random.between(0, spreadMs), () => this.#request(principal, fingerprint));
    }
    if (this.#out.failsOver) {
      this.#time.after(random.between(0, random.pick([500, 40_000, 200_000])), () =>
        this.#store.failOver(),
      );
    }
    if (this.#out.evicts) {
      const record = this.#laws.recordOf("alice", "key");
      this.#time.after(random.between(0, random.pick([500, 40_000, 200_000])), () =>
        this.#store.evict(record),
      );
    }
    this.#time.drain();
    for (const principal of ["alice", "bob"]) this.#check(principal);
    this.#out.runs = this.#runs.length;
    this.#out.effects = [...this.#effects.values()].flat().length;
    return this.#out;
  }

  /** What a gateway does with one keyed request. */
  #request(principal: string, fingerprint: string): void {
    const owner = `o${++this.#owners}`;
    const record = this.#laws.recordOf(principal, "key");
    this.#store.claim(record, this.#claimStep(owner, fingerprint), (verdict) => {
      if (verdict === null) return this.#release(record, owner, 0);
      if (verdict.kind === "replay") return this.#replayed(principal, fingerprint, verdict.sealed);
      if (verdict.kind === "busy") this.#notStuck();
      if (verdict.kind === "run") this.#wake(principal, fingerprint, owner, verdict.attempt);
    });
  }

  /** Some isolates sleep before they begin what they claimed; who slept too long must not. */
  #wake(principal: string, fingerprint: string, owner: string, attempt: number): void {
    const random = this.#random;
    const sleepMs = random.chance(0.05) ? random.between(1, random.pick([4_000, 60_000])) : 0;
    const { sleepMsMax, leaseMs } = this.#laws;
    if (sleepMs === 0) this.#run(principal, fingerprint, owner, attempt);
    else if (sleepMs <= sleepMsMax) {
      this.#time.after(sleepMs, () => this.#run(principal, fingerprint, owner, attempt));
    } else {
      const record = this.#laws.recordOf(principal, "key");
      // A successor that refused meanwhile went back to `U`: it could not know that nothing had run.
      if (sleepMs >= leaseMs) this.#unconfirmed.add(record);
      this.#time.after(sleepMs, () => this.#release(record, owner, 0));
    }
  }

  #claimStep(owner: string, fingerprint: string) {
    const { leaseMs } = this.#laws;
    return { fingerprint, owner, leaseMs, recordTtlMs: RECORD_MS, mode: this.#out.mode };
  }

  #run(principal: string, fingerprint: string, owner: string, attempt: number): void {
    const random = this.#random;
    const record = this.#laws.recordOf(principal, "key");
    const answer = {
      ...random.pick(ANSWERS),
      takesMs: random.pick([2, 80, 5_000, 19_990, 26_000]),
    };
    const { nowMs } = this.#time;
    const waitsMs = Math.min(answer.takesMs, DEADLINE_MS);
    const run: Run = {
      principal,
      fingerprint,
      fromMs: nowMs,
      toMs: nowMs + waitsMs,
      isDefinite: false,
    };
    if (random.chance(0.05)) {
      // Gateway-made: the breaker was open, nothing was sent (rule 19).
      this.#release(record, owner, 0);
      return;
    }
    this.#runs.push(run);
    // The isolate is evicted: before the request was sent, or any time until it is settled. A client that disconnects
    // ends nothing (rule 14), so it is no event of its own here.
    if (random.chance(0.05)) return;
    const dies = random.chance(0.1);
    // A Worker behind goes on after the gateway stopped waiting: its effect may come late.
    if (answer.hasEffect) {
      this.#time.after(random.between(0, answer.takesMs), () =>
        this.#effect(principal, fingerprint, owner),
      );
    }
    if (dies) return;
    this.#time.after(waitsMs, () => {
      if (answer.takesMs > DEADLINE_MS) {
        this.#settle(
          record,
          { kind: "unknown", ...this.#holder(owner, fingerprint, attempt) },
          0,
          run,
        );
        return;
      }
      const known = this.#laws.isUnique ? (this.#effects.get(principal)?.[0] ?? null) : null;
      const kind =
        known !== null && !answer.hasEffect
          ? "store"
          : dispositionOf(answer.status, answer.declared);
      this.#answered(record, owner, attempt, run, kind, `${principal} ${fingerprint} ${owner}`);
    });
  }

  #answered(
    record: string,
    owner: string,
    attempt: number,
    run: Run,
    kind: "store" | "release" | "unknown",
    sealed: string,
  ): void {
    if (kind === "release") {
      run.isDefinite = true;
      this.#release(record, owner, 0);
      return;
    }
    const holder = this.#holder(owner, run.fingerprint, attempt);
    if (kind === "unknown") this.#settle(record, { kind, ...holder }, 0, run);
    else
      this.#settle(record, { kind: "complete", ...holder, sealed, answerTtlMs: ANSWER_MS }, 0, run);
  }

  #holder(owner: string, fingerprint: string, attempt: number) {
    return { owner, fingerprint, attempt, recordTtlMs: RECORD_MS, heals: true };
  }

  /** Settles, and three times more behind the response (rule 29); after that the lease ends. */
  #settle(
    record: string,
    step: Parameters<FaultyStore["settle"]>[1],
    tries: number,
    run: Run,
  ): void {
    this.#store.settle(record, step, (taken) => {
      if (taken !== null) {
        if (!taken || step.kind !== "complete") return;
        run.isDefinite = true;
        run.stored = step.sealed;
        return;
      }
      const waitMs = [100, 300, 900][tries];
      if (waitMs === undefined || this.#random.chance(0.05)) return;
      this.#time.after(waitMs, () => this.#settle(record, step, tries + 1, run));
    });
  }

  #release(record: string, owner: string, tries: number): void {
    this.#store.release(record, owner, (taken) => {
      const waitMs = [100, 300, 900][tries];
      if (taken !== null) return;
      if (waitMs === undefined) this.#unconfirmed.add(record);
      else this.#time.after(waitMs, () => this.#release(record, owner, tries + 1));
    });
  }

  /** The effect in the Worker's own database; with UNIQUE(principal, key) a second one finds the first. */
  #effect(principal: string, fingerprint: string, owner: string): void {
    const before = this.#effects.get(principal) ?? [];
    if (this.#laws.isUnique && before.length > 0) return;
    this.#effects.set(principal, [...before, `${fingerprint} ${owner}`]);
  }

  #replayed(principal: string, fingerprint: string, sealed: string): void {
    this.#out.replays++;
    const [whose, what] = sealed.split(" ");
    if (whose !== principal) this.#broken(`${principal} was given ${whose}'s answer`);
    if (what !== fingerprint)
      this.#broken(`a request ${fingerprint} was given the answer of ${what}`);
  }

  #notStuck(): void {
    if (this.#time.nowMs > this.#store.lastClaimMs + this.#laws.leaseMs + 80) {
      this.#broken("a key is busy a lease after its last claim");
    }
  }

  #check(principal: string): void {
    const { mode, failsOver, evicts } = this.#out;
    const effects = this.#effects.get(principal) ?? [];
    if ((this.#laws.isUnique || mode === "once") && effects.length > 1)
      this.#broken(`${effects.length} effects on a ${mode} row`);
    const runs = this.#runs.filter((run) => run.principal === principal);
    if (!failsOver) this.#checkAlone(runs);
    // Everything has arrived; a lease later the key must answer, and say `unknown` only of a doubt.
    this.#time.nowMs += this.#laws.leaseMs + 1;
    const record = this.#laws.recordOf(principal, "key");
    const kept = runs.find((run) => run.stored !== undefined);
    const verdict = this.#store.ask(record, this.#claimStep("probe", kept?.fingerprint ?? "A"));
    if (
      kept &&
      !failsOver &&
      !evicts &&
      !(verdict.kind === "replay" && verdict.sealed === kept.stored)
    ) {
      this.#broken("an answer that was stored is not replayed");
    }
    if (verdict.kind === "busy") this.#broken("a key is busy a lease after everything ended");
    const isInDoubt = runs.some((run) => !run.isDefinite) || this.#unconfirmed.has(record);
    if (verdict.kind === "unknown" && !failsOver && !isInDoubt) {
      this.#broken("a key is unknown although every run of it ended for certain");
    }
  }

  /** Without a failover, also when one key was lost, no two holders wait for the Worker behind at one time. */
  #checkAlone(runs: readonly Run[]): void {
    const byTime = [...runs].sort((a, b) => a.fromMs - b.fromMs);
    byTime.forEach((run, index) => {
      const next = byTime[index + 1];
      if (next && next.fromMs < run.toMs) this.#broken("two holders run at one time");
    });
  }

  #broken(sentence: string): void {
    if (!this.#out.violations.includes(sentence)) this.#out.violations.push(sentence);
  }
}
