import { describe, expect, test } from "vitest";
import { admit, type Circuit, type CircuitRules, CLOSED, type Outcome, record } from "./circuit.ts";

const RULES: CircuitRules = {
  windowMs: 10_000,
  callsMin: 20,
  failuresMin: 1,
  failureRate: 0.5,
  slowRate: 0.8,
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
