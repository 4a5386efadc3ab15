import { describe, expect, test } from "vitest";
import { admit, type Circuit, type CircuitRules, CLOSED, type Outcome, record } from "./circuit.ts";

const RULES: CircuitRules = {
  windowMs: 10_000,
  callsMin: 20,
  failuresMin: 1,
  failureRate: 0.5,
  slowRate: 0.8,
  inARowMax: Number.POSITIVE_INFINITY,
  openMs: 5_000,
  openMsMax: 30_000,
};
const after = (outcomes: Outcome[], rules = RULES, atMs = 1_000, from: Circuit = CLOSED) =>
  outcomes.reduce((circuit, outcome) => record(circuit, outcome, rules, atMs), from);
const times = (outcome: Outcome, count: number): Outcome[] => Array(count).fill(outcome);
const isOpen = (circuit: Circuit, nowMs = 1_000) => !admit(circuit, nowMs).passes;
const OPEN = after(times("failed", 20));

describe("gateway 44: a circuit", () => {
  test.each<[string, Outcome[], boolean]>([
    ["too few calls", times("failed", 19), false],
    ["half of them failed", [...times("ok", 10), ...times("failed", 10)], true],
    ["fewer than half failed", [...times("failed", 9), ...times("ok", 11)], false],
    ["four of five slow", [...times("ok", 4), ...times("slow", 16)], true],
    ["fewer slow", [...times("ok", 5), ...times("slow", 15)], false],
    ["all well", times("ok", 1_000), false],
  ])("%s", (_name, outcomes, opens) => {
    expect(isOpen(after(outcomes))).toBe(opens);
  });

  test("what was seen before the window is forgotten", () => {
    const old = after(times("failed", 19));
    expect(isOpen(after(["failed"], RULES, 11_001, old), 11_001)).toBe(false);
    expect(isOpen(after(["failed"], RULES, 10_999, old), 10_999)).toBe(true);
  });

  test("open lets nobody through until its time, then one probe alone", () => {
    expect(isOpen(OPEN, 5_999)).toBe(true);
    const probe = admit(OPEN, 6_000);
    expect(probe.passes).toBe(true);
    expect(isOpen(probe.circuit, 6_001)).toBe(true);
    expect(isOpen(probe.circuit, 20_000)).toBe(true);
  });

  test("a probe that was never heard of again makes way for another", () => {
    const { circuit } = admit(OPEN, 6_000);
    expect(admit(circuit, 36_000).passes).toBe(true);
  });

  test("a good probe closes, a bad one opens for twice as long, at most the longest", () => {
    const probing = admit(OPEN, 6_000).circuit;
    const closed = record(probing, "ok", RULES, 6_100);
    expect(isOpen(closed, 6_100)).toBe(false);
    expect(isOpen(after(times("failed", 19), RULES, 6_200, closed), 6_200)).toBe(false);
    let circuit = OPEN;
    const lengths = [];
    for (let rounds = 0; rounds < 5; rounds++) {
      const atMs = circuit.openUntilMs;
      circuit = record(admit(circuit, atMs).circuit, "failed", RULES, atMs);
      lengths.push(circuit.openUntilMs - atMs);
    }
    expect(lengths).toEqual([10_000, 20_000, 30_000, 30_000, 30_000]);
  });

  test("calls that began before it opened neither close nor prolong it", () => {
    for (const outcome of ["ok", "failed"] as const) {
      expect(record(OPEN, outcome, RULES, 2_000)).toEqual(OPEN);
    }
  });

  test("gateway 30: five failures among any number of successes open the store's for 2 s", () => {
    const store = {
      ...RULES,
      callsMin: 1,
      failuresMin: 5,
      failureRate: 0,
      slowRate: 2,
      openMs: 2_000,
    };
    const mixed = Array.from({ length: 9 }, (_, at): Outcome => (at % 2 ? "ok" : "failed"));
    expect(isOpen(after(mixed.slice(0, 8), store))).toBe(false);
    const open = after(mixed, store);
    expect([isOpen(open, 2_999), isOpen(open, 3_000)]).toEqual([true, false]);
  });
});

describe("operations 74: failures in a row open too", () => {
  const FEW: CircuitRules = { ...RULES, inARowMax: 5 };

  test("five of them, among too few calls and however far apart", () => {
    let circuit = CLOSED;
    for (let at = 0; at < 4; at++) circuit = record(circuit, "failed", FEW, 1_000 + at * 60_000);
    expect(isOpen(circuit, 181_000)).toBe(false);
    expect(isOpen(record(circuit, "failed", FEW, 241_000), 241_000)).toBe(true);
  });

  test.each<Outcome>(["ok", "slow"])("an answer that is %s begins the row anew", (answer) => {
    const four = times("failed", 4);
    expect(isOpen(after([...four, answer, ...four], FEW))).toBe(false);
    expect(isOpen(after([...four, answer, ...four, "failed"], FEW))).toBe(true);
  });
});

describe("what tells nothing of the other side counts for nothing", () => {
  const FEW: CircuitRules = { ...RULES, callsMin: 1, failureRate: 0.1, inARowMax: 5 };

  test("it neither opens a circuit nor breaks a row of failures", () => {
    expect(after(times("untold", 1_000), FEW)).toEqual(CLOSED);
    const rules = { ...RULES, inARowMax: 5 };
    const mixed = times("failed", 5).flatMap((failed): Outcome[] => [failed, "untold"]);
    expect(isOpen(after(mixed, rules))).toBe(true);
  });

  // smg#2565: a malformed request as the probe must not close the circuit, nor keep others from probing.
  test("as a probe it neither closes nor prolongs: the next call probes", () => {
    const probing = admit(OPEN, 6_000).circuit;
    expect(isOpen(probing, 6_001)).toBe(true);
    const told = record(probing, "untold", RULES, 6_001);
    const next = admit(told, 6_002);
    expect([next.passes, isOpen(next.circuit, 6_003)]).toEqual([true, true]);
    expect(told.openForMs).toBe(OPEN.openForMs);
  });

  test("a probe whose caller went away is waited for no longer than a call can last", () => {
    const { circuit } = admit(OPEN, 6_000, 800);
    expect([admit(circuit, 6_799, 800).passes, admit(circuit, 6_800, 800).passes]).toEqual([
      false,
      true,
    ]);
  });
});
