/** Laws of every state machine: the table is walked, so that a new one is tested the day it is born. */
import { describe, expect, test } from "vitest";
import { isFinal, type Machine, mayMove, statesOf, TRANSITIONS } from "./transitions.ts";

const machines = Object.keys(TRANSITIONS) as Machine[];

describe.each(machines)("%s", (machine) => {
  const table: Record<string, readonly string[]> = TRANSITIONS[machine];
  const states = statesOf(machine);

  test("moves where its table says, and nowhere else", () => {
    expect(states).toEqual(Object.keys(table));
    for (const source of states) {
      const targets = states.filter((target) => mayMove(machine, source, target));
      expect([source, targets.sort()]).toEqual([source, [...(table[source] ?? [])].sort()]);
    }
  });

  test("moves to states that it has", () => {
    const targets = Object.values(table).flat();
    expect(targets.filter((target) => !Object.hasOwn(table, target))).toEqual([]);
  });

  test("ends: a state without a move is final, and each state comes to one", () => {
    const ends = states.filter((state) => isFinal(machine, state));
    expect(ends).toEqual(states.filter((state) => table[state]?.length === 0));
    let reaching = new Set<string>(ends);
    for (const _ of states) {
      const found = states.filter((state) => table[state]?.some((next) => reaching.has(next)));
      reaching = new Set([...reaching, ...found]);
    }
    expect([...reaching].sort()).toEqual([...states].sort());
  });

  test("knows no state of another name, not even one that every object has", () => {
    const [state] = states;
    expect([mayMove(machine, "constructor", "length"), mayMove(machine, "", state)]).toEqual([
      false,
      false,
    ]);
    expect(mayMove(machine, state, "NOWHERE")).toBe(false);
  });
});
