/** The pure model of holds keeps every law under schedules at random, and its planted errors are noticed. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { schedule } from "./commands.ts";
import { brokenSchedule, modelSubject, play } from "./play.ts";
import { STOCK_RULES, type StockRules } from "./stock-model.ts";

const SEED = 20_261_130;
const SCHEDULES = process.env.EDGEMART_FULL === "1" ? 100_000 : 10_000;

/** Every answer of every verb. */
const ANSWERS = {
  hold: ["held", "pinned", "committed", "released", "short", "mismatched"],
  pin: ["pinned", "committed", "released", "lost", "stale"],
  unpin: ["held", "committed", "released", "stale"],
  commit: ["held", "committed", "released"],
  release: ["committed", "released"],
  restock: ["held", "pinned", "released", "restocked", "too_much"],
  move: ["true", "false"],
  uncount: ["true", "false"],
};

describe("orders 60 a, d: the model of stock holds", () => {
  test(`no law is broken in ${SCHEDULES} schedules`, async () => {
    expect(await brokenSchedule(STOCK_RULES, SEED, SCHEDULES)).toBeNull();
  });

  test("schedules reach every answer", async () => {
    const seen = new Set<string>();
    for (const commands of fc.sample(schedule, { seed: SEED, numRuns: 2_000 })) {
      const { answers } = await play(modelSubject(STOCK_RULES), commands);
      commands.forEach(({ verb }, place) => {
        const answer = answers[place];
        const state = typeof answer === "object" ? Object(answer).state : String(Boolean(answer));
        seen.add(`${verb} ${state}`);
      });
    }
    const wanted = Object.entries(ANSWERS).flatMap(([verb, states]) =>
      states.map((state) => `${verb} ${state}`),
    );
    expect(wanted.filter((name) => !seen.has(name))).toEqual([]);
  });
});

describe("orders 61: planted errors in the model are found", () => {
  test.each(Object.keys(STOCK_RULES) as (keyof StockRules)[])("without %s", async (rule) => {
    const rules = { ...STOCK_RULES, [rule]: false };
    expect(await brokenSchedule(rules, SEED, 10_000)).not.toBeNull();
  });
});
