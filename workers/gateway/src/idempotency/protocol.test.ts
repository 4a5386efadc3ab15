/** The state machine of a key, state by state; what many faults at once do to it is explored by test/proof. */
import { describe, expect, test } from "vitest";
import {
  type ClaimStep,
  claimKey,
  type Holder,
  type KeyRecord,
  type KeyState,
  releaseKey,
  settleKey,
  UNUSED,
  VOID_MS,
} from "./protocol.ts";

const NOW = 1_000_000;
const STEP: ClaimStep = {
  ...{ fingerprint: "f", owner: "me", leaseMs: 100, recordTtlMs: 10_000 },
  mode: "retry",
};
const HOLDER: Holder = {
  ...{ owner: "me", fingerprint: "f", attempt: 1, recordTtlMs: 20_000 },
  heals: true,
};
const record = (change: Partial<KeyRecord> = {}): KeyRecord => ({
  ...{ fingerprint: "f", state: "P", owner: "other", attempt: 1 },
  ...{ untilMs: NOW + 5_000, leaseUntilMs: NOW + 50 },
  ...change,
});
const state = (change: Partial<KeyState> = {}): KeyState => ({ ...UNUSED, ...change });
const LEASE = { owner: "other", untilMs: NOW + 70 };
const ANSWER = { fingerprint: "f", sealed: "sealed", untilMs: NOW + 9_000 };
const claim = (before: KeyState, change: Partial<ClaimStep> = {}) =>
  claimKey(before, { ...STEP, ...change }, NOW);
const verdict = (before: KeyState, change: Partial<ClaimStep> = {}) =>
  claim(before, change).verdict;

test("an ended owner is remembered for a quarter of an hour", () => {
  expect(VOID_MS).toBe(900_000);
  expect(UNUSED).toEqual({ record: null, lease: null, answer: null, voids: {} });
});

describe("gateway 9–16: a claim", () => {
  test("of an unused key runs as the first attempt, and holds record and lease", () => {
    expect(claim(UNUSED)).toEqual({
      verdict: { kind: "run", attempt: 1 },
      state: state({
        record: record({ owner: "me", untilMs: NOW + 10_000, leaseUntilMs: NOW + 100 }),
        lease: { owner: "me", untilMs: NOW + 100 },
      }),
    });
  });

  test("that comes again while it is held runs on, under the same attempt, and changes nothing", () => {
    const held = claim(UNUSED).state;
    expect(claim(held)).toEqual({ state: held, verdict: { kind: "run", attempt: 1 } });
    const second = state({ record: record({ owner: "me", attempt: 2 }) });
    expect(claim(second)).toEqual({ state: second, verdict: { kind: "run", attempt: 2 } });
    const lost = state({ lease: { owner: "me", untilMs: NOW + 1 } });
    expect(claim(lost)).toEqual({ state: lost, verdict: { kind: "run", attempt: 1 } });
  });

  test("of another one's key waits as long as record and lease say, and is refused from then on", () => {
    for (const [held, leaseLeftMs] of [
      [state({ record: record() }), 50],
      [state({ record: record(), lease: LEASE }), 70],
      [state({ record: record({ leaseUntilMs: NOW + 90 }), lease: LEASE }), 90],
      [state({ lease: LEASE }), 70],
      [state({ record: record({ state: "U", leaseUntilMs: NOW + 90 }), lease: LEASE }), 70],
    ] as const) {
      expect(claim(held)).toEqual({
        verdict: { kind: "busy", leaseLeftMs },
        state: { ...held, voids: { me: NOW + VOID_MS } },
      });
    }
  });

  test("with another request is a mismatch, whatever became of the first one", () => {
    const other = { fingerprint: "g" };
    for (const held of [
      state({ record: record() }),
      state({ record: record({ state: "C" }), answer: ANSWER }),
      state({ record: record({ state: "U", leaseUntilMs: 0 }) }),
      state({ answer: ANSWER }),
    ]) {
      expect(claim(held, other)).toEqual({
        verdict: { kind: "mismatch" },
        state: { ...held, voids: { me: NOW + VOID_MS } },
      });
    }
  });

  test("of a completed key is given the answer, also where only the answer is left; without it, that it expired", () => {
    const done = record({ state: "C", leaseUntilMs: 0 });
    const replay = { kind: "replay", sealed: "sealed" };
    expect(verdict(state({ record: done, answer: ANSWER }))).toEqual(replay);
    expect(verdict(state({ answer: ANSWER }))).toEqual(replay);
    expect(verdict(state({ record: done }))).toEqual({ kind: "expired" });
    // Not even its own holder's: its answer is the one that is kept.
    expect(verdict(state({ record: { ...done, owner: "me" }, answer: ANSWER }))).toEqual(replay);
  });

  test("of what was left behind runs as the next attempt, or is unknown on a row that runs once", () => {
    const left = [
      state({ record: record({ leaseUntilMs: NOW }) }),
      state({ record: record({ attempt: 4, state: "U", leaseUntilMs: NOW + 90 }) }),
    ];
    expect(left.map((each) => verdict(each))).toEqual([
      { kind: "run", attempt: 2 },
      { kind: "run", attempt: 5 },
    ]);
    expect(left.map((each) => verdict(each, { mode: "once" }))).toEqual([
      { kind: "unknown" },
      { kind: "unknown" },
    ]);
    expect(claim(left[0] as KeyState).state).toMatchObject({
      record: { owner: "me", attempt: 2, state: "P", leaseUntilMs: NOW + 100 },
      lease: { owner: "me", untilMs: NOW + 100 },
    });
  });

  test("of an owner that has ended is void: no caller waits for it", () => {
    expect(verdict(state({ voids: { me: NOW + 1 } }))).toEqual({ kind: "void" });
    expect(verdict(state({ voids: { me: NOW } })).kind).toBe("run");
    expect(verdict(state({ voids: { other: NOW + 1 } })).kind).toBe("run");
    const slept = state({ record: record({ owner: "me", leaseUntilMs: NOW }) });
    expect(claim(slept)).toEqual({ state: slept, verdict: { kind: "void" } });
  });

  test("finds nothing that is over", () => {
    const over = state({
      record: record({ untilMs: NOW }),
      lease: { ...LEASE, untilMs: NOW },
      answer: { ...ANSWER, untilMs: NOW },
    });
    expect(claim(over)).toEqual(claim(UNUSED));
    const last = state({ answer: { ...ANSWER, untilMs: NOW + 1 } });
    expect(verdict(last).kind).toBe("replay");
  });
});

describe("gateway 17–20: the end of an attempt", () => {
  const held = claim(UNUSED).state;
  const settle = (before: KeyState, change: Partial<Holder> = {}) =>
    settleKey(
      before,
      { ...HOLDER, ...change, kind: "complete", sealed: "sealed", answerTtlMs: 8_000 },
      NOW,
    );
  const lose = (before: KeyState, change: Partial<Holder> = {}) =>
    settleKey(before, { ...HOLDER, ...change, kind: "unknown" }, NOW);
  const completed = {
    record: record({ owner: "me", state: "C", untilMs: NOW + 20_000, leaseUntilMs: 0 }),
    lease: null,
    answer: { fingerprint: "f", sealed: "sealed", untilMs: NOW + 8_000 },
    voids: {},
  };

  test("keeps the answer for its time, the record for its own, and ends the lease", () => {
    expect(settle(held)).toEqual({ taken: true, state: completed });
  });

  test("is taken again when it comes again, and changes nothing", () => {
    expect(settle(completed as KeyState)).toEqual({ taken: true, state: completed });
  });

  test("of unknown outcome keeps the record, without a lease, and refuses its owner", () => {
    expect(lose(held)).toEqual({
      taken: true,
      state: {
        record: record({ owner: "me", state: "U", untilMs: NOW + 10_000, leaseUntilMs: 0 }),
        ...{ lease: null, answer: null, voids: { me: NOW + VOID_MS } },
      },
    });
    expect(lose(completed as KeyState)).toEqual({
      taken: false,
      state: { ...completed, voids: { me: NOW + VOID_MS } },
    });
  });

  test("is refused when the record is another one's, completed, of another request, or of a later attempt", () => {
    for (const other of [
      record(),
      record({ state: "C", attempt: 1 }),
      record({ fingerprint: "g", attempt: 0 }),
      record({ attempt: 7 }),
      record({ state: "C", attempt: 0 }),
      record({ owner: "me", state: "U" }),
    ]) {
      const before = state({ record: other, lease: LEASE });
      expect(settle(before)).toEqual({ taken: false, state: before });
      // Of its own a holder leaves no lease.
      const own = { ...before, lease: { owner: "me", untilMs: NOW + 5 } };
      expect(settle(own)).toEqual({ taken: false, state: { ...before, lease: null } });
    }
  });

  test("is taken where the store went back to an earlier attempt", () => {
    for (const earlier of ["P", "U"] as const) {
      const before = state({ record: record({ state: earlier, untilMs: NOW + 77 }) });
      expect(settle(before, { attempt: 2 })).toMatchObject({
        taken: true,
        state: { record: { owner: "me", attempt: 2, state: "C" } },
      });
      expect(lose(before, { attempt: 2 })).toMatchObject({
        taken: true,
        state: { record: { owner: "me", attempt: 2, state: "U", untilMs: NOW + 77 } },
      });
    }
  });

  test("writes a lost record anew, unless another one's lease or an answer is there, or it was a read", () => {
    expect(settle(UNUSED)).toEqual({ taken: true, state: completed });
    expect(lose(UNUSED).state.record).toEqual(
      record({ owner: "me", state: "U", untilMs: NOW + 20_000, leaseUntilMs: 0 }),
    );
    const own = { owner: "me", untilMs: NOW + 5 };
    expect(settle(state({ lease: own }))).toEqual({ taken: true, state: completed });
    expect(settle(UNUSED, { heals: false })).toEqual({ taken: false, state: UNUSED });
    expect(settle(state({ lease: own }), { heals: false })).toEqual({
      taken: false,
      state: UNUSED,
    });
    for (const before of [state({ lease: LEASE }), state({ answer: ANSWER })]) {
      expect(settle(before)).toEqual({ taken: false, state: before });
    }
  });

  test("finds nothing that is over", () => {
    expect(settle(state({ record: record({ untilMs: NOW }) }))).toEqual({
      taken: true,
      state: completed,
    });
  });
});

describe("gateway 18: a claim that is given back", () => {
  const refused = { me: NOW + VOID_MS };
  const release = (before: KeyState) => releaseKey(before, "me", NOW);

  test("is forgotten when it was the first attempt, and its owner is refused", () => {
    const held = { ...claim(UNUSED).state, answer: ANSWER, voids: { other: NOW + 1 } };
    expect(release(held)).toEqual({
      taken: true,
      state: { ...UNUSED, voids: { other: NOW + 1, ...refused } },
    });
  });

  test("goes back to unknown when it was a later one", () => {
    const later = state({ record: record({ owner: "me", attempt: 2 }), lease: LEASE });
    expect(release(later)).toEqual({
      taken: true,
      state: {
        record: record({ owner: "me", attempt: 2, state: "U", leaseUntilMs: 0 }),
        ...{ lease: null, answer: null, voids: refused },
      },
    });
  });

  test("that is another one's, completed or unknown stays as it is", () => {
    for (const left of [
      record(),
      record({ owner: "me", state: "C" }),
      record({ owner: "me", state: "U" }),
    ]) {
      const before = state({ record: left, lease: { owner: "me", untilMs: NOW + 5 } });
      expect(release(before)).toEqual({ taken: false, state: { ...before, voids: refused } });
    }
  });

  test("whose record is lost leaves no lease of its own", () => {
    const own = state({ lease: { owner: "me", untilMs: NOW + 5 } });
    expect(release(own)).toEqual({ taken: false, state: { ...UNUSED, voids: refused } });
    const other = state({ lease: LEASE });
    expect(release(other)).toEqual({ taken: false, state: { ...other, voids: refused } });
    expect(release(UNUSED)).toEqual({ taken: false, state: { ...UNUSED, voids: refused } });
  });
});
