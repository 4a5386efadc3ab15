/** The purchase on real PostgreSQL by the Workers' own adapters, and errors planted in the SQL, which the same search must find. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../../../tests/stores/test-database.ts";
import { compared, playAll, raced, seedsOf, seedsThatMeet } from "./compare.ts";
import { type Lane, openLane } from "./lane.ts";
import { PLANTED_FUNCTIONS, PLANTED_TEXTS, plant, rewritten } from "./planted.ts";

const isFull = process.env.EDGEMART_FULL === "1";
const SCHEDULES = isFull ? 1_000 : 100;
const SEED = 20_261_130;
const LANES = 4;
/** Planted errors are found within so many schedules that can show them. */
const PLANTED_MAX = 60;
/** Ends what hangs; no test is judged by its time. */
const LIMIT_MS = 1_800_000;

let database: TestDatabase;
let lanes: Lane[];
beforeAll(async () => {
  database = await startTestDatabase();
  lanes = [];
  // One after the other: each is a copy of the same database, which no one may use meanwhile.
  for (let n = 0; n < LANES; n++) lanes.push(await openLane(database, n));
}, 120_000);
afterAll(async () => {
  await Promise.all((lanes ?? []).map((lane) => lane.close()));
  await database?.stop();
});

describe("orders 59, proof: PostgreSQL under crashes at every statement, before it is sent and after its commit", () => {
  test(
    `${SCHEDULES} schedules, one effect at a time: PostgreSQL answers as the model does, and ends alike`,
    async () => {
      const found = await playAll(lanes, { seeds: seedsOf(SEED, SCHEDULES) }, compared);
      expect(found).toEqual([]);
    },
    LIMIT_MS,
  );

  test(
    `${SCHEDULES} schedules, up to four effects at the same moment: every law is kept`,
    async () => {
      const found = await playAll(lanes, { seeds: seedsOf(SEED + 1, SCHEDULES) }, raced);
      expect(found).toEqual([]);
    },
    LIMIT_MS,
  );
});

describe("orders 61: errors planted in the SQL are found", () => {
  const first = (meets: RegExp) => ({
    seeds: seedsThatMeet(meets, SEED + 2, PLANTED_MAX),
    isEnough: true,
  });

  test.each(PLANTED_FUNCTIONS)("$name", { timeout: LIMIT_MS }, async (planted) => {
    const back = await Promise.all(lanes.map((lane) => plant(lane, planted)));
    const found = await playAll(lanes, first(planted.meets), (lane, seed) => compared(lane, seed));
    await Promise.all(back.map((restore) => restore()));
    expect(found).not.toEqual([]);
  });

  test.each(PLANTED_TEXTS)("$name", { timeout: LIMIT_MS }, async (planted) => {
    const found = await playAll(lanes, first(planted.meets), (lane, seed) =>
      compared(lane, seed, rewritten(lane, planted)),
    );
    expect(found).not.toEqual([]);
  });
});
