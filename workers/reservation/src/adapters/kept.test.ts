/** What an isolate keeps of events and plans, and for how long when their owner is unavailable. */
import type { EventFacts } from "@edgemart/contracts/event-facts";
import { describe, expect, test } from "vitest";
import type { Layout } from "../ports/deps.ts";
import { keptFacts } from "./event-facts.rpc.ts";
import { keptPlans } from "./kept-plans.ts";

const EVENT = "evn_0";
const CALL = { requestId: "r", traceparent: "", deadline: 0 };

/** An owner that counts its questions and can be away. */
function owner<Answer>(answer: () => Answer) {
  const state = { asked: 0, isAway: false, now: 1_000_000 };
  const ask = async () => {
    state.asked += 1;
    if (state.isAway) throw new Error("away");
    return answer();
  };
  return { state, ask, clock: () => state.now };
}

describe("ticketing 2: facts", () => {
  const facts = (version: number) => ({ version }) as EventFacts;

  test("are asked once in five seconds, and the highest version seen counts", async () => {
    const versions = [3, 2, 4];
    const { state, ask, clock } = owner(() => [facts(versions.shift() ?? 0)]);
    const events = keptFacts({ facts: ask }, new Map(), clock);
    const versionOf = async () => (await events.facts(EVENT, CALL))?.version;
    expect([await versionOf(), await versionOf(), state.asked]).toEqual([3, 3, 1]);
    state.now += 5_000;
    expect([await versionOf(), state.asked]).toEqual([3, 2]);
    state.now += 5_000;
    expect(await versionOf()).toBe(4);
  });

  test("hold for ten minutes while event is unavailable, and no longer", async () => {
    const { state, ask, clock } = owner(() => [facts(1)]);
    const events = keptFacts({ facts: ask }, new Map(), clock);
    await events.facts(EVENT, CALL);
    state.isAway = true;
    state.now += 599_999;
    expect((await events.facts(EVENT, CALL))?.version).toBe(1);
    state.now += 1;
    await expect(events.facts(EVENT, CALL)).rejects.toThrow("away");
    await expect(events.facts("evn_1", CALL)).rejects.toThrow("away");
  });

  test("of an event that was not announced are asked again", async () => {
    const found: EventFacts[] = [];
    const { ask, clock } = owner(() => found);
    const events = keptFacts({ facts: ask }, new Map(), clock);
    expect(await events.facts(EVENT, CALL)).toBeNull();
    found.push(facts(1));
    expect((await events.facts(EVENT, CALL))?.version).toBe(1);
  });
});

describe("ticketing 69, L: plans", () => {
  test("cost PostgreSQL one question in five seconds, and go on for ten minutes without it", async () => {
    let plan: Layout | null = null;
    const { state, ask, clock } = owner(() => plan);
    const newest = keptPlans(ask, new Map(), clock);
    expect(await newest(EVENT)).toBeNull();
    plan = { version: 2 } as Layout;
    for (let n = 0; n < 10; n += 1) expect((await newest(EVENT))?.version).toBe(2);
    expect(state.asked).toBe(2);
    plan = { version: 3 } as Layout;
    state.now += 5_000;
    expect((await newest(EVENT))?.version).toBe(3);
    state.isAway = true;
    state.now += 599_999;
    expect((await newest(EVENT))?.version).toBe(3);
    state.now += 1;
    await expect(newest(EVENT)).rejects.toThrow("away");
  });
});
