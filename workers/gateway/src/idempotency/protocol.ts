/**
 * The record of one key as a state machine: the law that the scripts of `store.upstash.ts` mirror, explored under
 * faults by `test/proof`. Pure; time is an argument.
 */

/** `P` running or left behind · `C` completed · `U` ended without an answer: it may have run. */
export interface KeyRecord {
  fingerprint: string;
  state: "P" | "C" | "U";
  owner: string;
  /** Counts runs from 1. */
  attempt: number;
  /** Epoch milliseconds, as every time here. */
  untilMs: number;
  /** When the lease of `P` ends, which the record's own remaining life says too. */
  leaseUntilMs: number;
}

/** Three things the store keeps apart and may lose apart (an eviction): each of them alone still forbids a second run. */
export interface KeyState {
  record: KeyRecord | null;
  lease: { owner: string; untilMs: number } | null;
  answer: { fingerprint: string; sealed: string; untilMs: number } | null;
  /** Owners that ended without completing, or were refused → until when a claim of theirs, late or twice, is refused. */
  voids: Readonly<Record<string, number>>;
}

/** A key that was not used before. */
export const UNUSED: KeyState = { record: null, lease: null, answer: null, voids: {} };

/** How long an ended owner is remembered: longer than any network keeps a packet or a proxy a request. */
export const VOID_MS = 15 * 60_000;

/** What a claim is answered. */
export type Verdict =
  /** Run it; `attempt` counts from 1. */
  | { kind: "run"; attempt: number }
  | { kind: "replay"; sealed: string }
  | { kind: "mismatch" }
  /** Done, and its answer is no longer kept. */
  | { kind: "expired" }
  | { kind: "busy"; leaseLeftMs: number }
  /** An earlier attempt ended without an answer, and the row never runs twice. */
  | { kind: "unknown" }
  /** This owner has ended already: the claim came late or twice, and no caller waits for it. */
  | { kind: "void" };

/** One claim: who makes it, for what, and with which times. */
export interface ClaimStep {
  fingerprint: string;
  /** 128 random bits; only their holder may complete or release. */
  owner: string;
  leaseMs: number;
  /** How long the record is known when no owner settles it; for a read as long as its lease, so nothing is taken over. */
  recordTtlMs: number;
  mode: "retry" | "once";
}

/** Who settles: what its claim said, and the attempt it was given. */
export interface Holder {
  owner: string;
  fingerprint: string;
  attempt: number;
  recordTtlMs: number;
  /** True writes the record anew when the store lost it (a failover); a read has nothing to protect. */
  heals: boolean;
}

/** One completion of a claimed operation: with its sealed answer, or of unknown outcome. */
export type SettleStep = Holder &
  ({ kind: "complete"; sealed: string; answerTtlMs: number } | { kind: "unknown" });

/** Claims a key. @see gateway spec 9–16 */
export function claimKey(
  before: KeyState,
  step: ClaimStep,
  nowMs: number,
): { state: KeyState; verdict: Verdict } {
  const state = expire(before, nowMs);
  const { record, lease, answer } = state;
  const verdict = (verdict: Verdict) => ({ state, verdict });
  // Its caller has an answer and gone on: delivered again after a release, the claim would hold the key for no caller.
  const refused = (verdict: Verdict) => ({ state: voided(state, step.owner, nowMs), verdict });
  const run = (attempt: number) => ({
    state: { ...state, ...running(step, attempt, nowMs) },
    verdict: { kind: "run", attempt } as const,
  });
  const held = (isOwn: boolean, attempt: number, leaseLeftMs: number) =>
    isOwn ? verdict({ kind: "run", attempt }) : refused({ kind: "busy", leaseLeftMs });
  if ((state.voids[step.owner] ?? 0) > nowMs) return verdict({ kind: "void" });
  if (!record) {
    if (lease) return held(lease.owner === step.owner, 1, lease.untilMs - nowMs);
    if (!answer) return run(1);
    if (answer.fingerprint !== step.fingerprint) return refused({ kind: "mismatch" });
    return verdict({ kind: "replay", sealed: answer.sealed });
  }
  if (record.fingerprint !== step.fingerprint) return refused({ kind: "mismatch" });
  if (record.state === "C") {
    return verdict(answer ? { kind: "replay", sealed: answer.sealed } : { kind: "expired" });
  }
  const untilMs = Math.max(lease?.untilMs ?? 0, record.state === "P" ? record.leaseUntilMs : 0);
  const isOwn = record.owner === step.owner;
  if (untilMs > nowMs) return held(isOwn, record.attempt, untilMs - nowMs);
  if (isOwn) return verdict({ kind: "void" });
  if (step.mode === "once") return verdict({ kind: "unknown" });
  return run(record.attempt + 1);
}

function running(
  { fingerprint, owner, recordTtlMs, leaseMs }: ClaimStep,
  attempt: number,
  nowMs: number,
): Pick<KeyState, "record" | "lease"> {
  const leaseUntilMs = nowMs + leaseMs;
  const untilMs = nowMs + recordTtlMs;
  return {
    record: { fingerprint, state: "P", owner, attempt, untilMs, leaseUntilMs },
    lease: { owner, untilMs: leaseUntilMs },
  };
}

/** Completes, or ends in unknown, what a holder ran. `taken` is false when the record is no longer the holder's. */
export function settleKey(
  before: KeyState,
  step: SettleStep,
  nowMs: number,
): { state: KeyState; taken: boolean } {
  const expired = expire(before, nowMs);
  const state = step.kind === "unknown" ? voided(expired, step.owner, nowMs) : expired;
  const held = heldBy(state, step);
  if (held === "done") return { state, taken: step.kind === "complete" };
  if (held !== "running") return { state: withoutLease(state, step.owner), taken: false };
  const { owner, fingerprint, attempt } = step;
  const own =
    state.record?.owner === owner
      ? state.record
      : { untilMs: nowMs + step.recordTtlMs, ...state.record, owner, fingerprint, attempt };
  const ended: KeyRecord = { ...own, leaseUntilMs: 0, state: "U" };
  if (step.kind === "unknown")
    return { state: { ...state, lease: null, record: ended }, taken: true };
  return {
    state: {
      ...state,
      record: { ...ended, state: "C", untilMs: nowMs + step.recordTtlMs },
      lease: null,
      answer: { fingerprint, sealed: step.sealed, untilMs: nowMs + step.answerTtlMs },
    },
    taken: true,
  };
}

/** What a record is to its holder. An earlier attempt's, or none, under a later holder means that the store lost time. */
function heldBy(
  { record, lease, answer }: KeyState,
  step: Holder,
): "running" | "done" | "ended" | "other" {
  if (!record) {
    const isTaken = answer !== null || (lease !== null && lease.owner !== step.owner);
    return step.heals && !isTaken ? "running" : "other";
  }
  if (record.owner === step.owner) {
    return record.state === "P" ? "running" : record.state === "C" ? "done" : "ended";
  }
  const isEarlier =
    record.state !== "C" &&
    record.fingerprint === step.fingerprint &&
    record.attempt < step.attempt;
  return isEarlier ? "running" : "other";
}

/**
 * Gives a claim back: nothing happened. The first attempt is forgotten, a later one goes back to unknown (rule 18).
 *
 * The owner is refused from now on, even when its claim has not arrived yet.
 */
export function releaseKey(
  before: KeyState,
  owner: string,
  nowMs: number,
): { state: KeyState; taken: boolean } {
  const state = voided(expire(before, nowMs), owner, nowMs);
  const { record } = state;
  if (record?.owner !== owner || record.state !== "P") {
    return { state: record ? state : withoutLease(state, owner), taken: false };
  }
  if (record.attempt > 1) {
    const left: KeyRecord = { ...record, state: "U", leaseUntilMs: 0 };
    return { state: { ...state, record: left, lease: null }, taken: true };
  }
  return { state: { ...state, record: null, lease: null, answer: null }, taken: true };
}

/** A holder that ends leaves no lease of its own, also where its record was lost. */
function withoutLease(state: KeyState, owner: string): KeyState {
  return state.lease?.owner === owner ? { ...state, lease: null } : state;
}

function voided(state: KeyState, owner: string, nowMs: number): KeyState {
  return { ...state, voids: { ...state.voids, [owner]: nowMs + VOID_MS } };
}

/** What the store itself forgets as time passes. */
function expire({ record, lease, answer, voids }: KeyState, nowMs: number): KeyState {
  const living = <T extends { untilMs: number }>(thing: T | null) =>
    thing && thing.untilMs > nowMs ? thing : null;
  return { record: living(record), lease: living(lease), answer: living(answer), voids };
}
