/** Seeded schedules on real PostgreSQL and the local gateway: the laws hold, and planted errors are found. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Work } from "../../src/ports/deps.ts";
import { startTill, type Till } from "../till.ts";
import { Random } from "./random.ts";
import { runSchedule } from "./schedule.ts";

const SCHEDULES = process.env.EDGEMART_FULL ? 2_000 : 200;
const ABREAST = 8;
/** Replays one seed alone. */
const ONLY = Number(process.env.PROOF_SEED ?? 0);
/** Planted errors must be found within so many. */
const PLANTED_MAX = 200;

let till: Till;
beforeAll(async () => {
  till = await startTill();
}, 60_000);
afterAll(() => till?.stop());

/** Runs schedules by seed, several at once. @returns what is wrong, by seed; stops at the first where one is enough */
async function runAll(count: number, isEnough: boolean, bend?: (work: Work) => Work) {
  const found: Record<number, string[]> = {};
  for (let first = ONLY || 1; first <= (ONLY || count); first += ABREAST) {
    const seeds = Array.from(
      { length: Math.min(ABREAST, (ONLY || count) - first + 1) },
      (_, n) => first + n,
    );
    await Promise.all(
      seeds.map(async (seed) => {
        const wrong = await runSchedule(till, new Random(seed), bend);
        if (wrong.length > 0) found[seed] = wrong;
      }),
    );
    // The gateway takes so many faults at once: those that nothing met make room.
    await till.clearFaults();
    if (isEnough && Object.keys(found).length > 0) break;
  }
  return found;
}

describe("payments 44: schedules", () => {
  test(`${SCHEDULES} end with every won accounted for`, { timeout: 1_800_000 }, async () => {
    expect(await runAll(SCHEDULES, false)).toEqual({});
  });

  const planted: Record<string, (work: Work) => Work> = {
    "an unknown outcome is taken for a refusal": (work) => ({
      ...work,
      gateway: {
        ...work.gateway,
        confirm: async (attempt, key) => {
          const answer = await work.gateway.confirm(attempt, key);
          return answer.told.kind === "unknown"
            ? { ...answer, told: { kind: "declined", why: "declined" } }
            : answer;
        },
      },
    }),
    "a refund of unknown outcome is taken for refused": (work) => ({
      ...work,
      gateway: {
        ...work.gateway,
        cancel: async (request) => {
          const answer = await work.gateway.cancel(request);
          return answer.told.kind === "unknown"
            ? { ...answer, told: { kind: "refused", why: "timeout" } }
            : answer;
        },
        look: async (attempt) => {
          const seen = await work.gateway.look(attempt);
          return seen.told.kind === "paid"
            ? { ...seen, told: { ...seen.told, cancels: [] } }
            : seen;
        },
      },
    }),
    "money of another amount is taken for paid": (work) => ({
      ...work,
      gateway: {
        ...work.gateway,
        confirm: async (attempt, key) => {
          const answer = await work.gateway.confirm(attempt, key);
          if (answer.told.kind !== "foreign_amount") return answer;
          const { paymentKey } = answer.told;
          const paid = {
            kind: "paid",
            paymentKey,
            instrument: null,
            cashReceipt: null,
            secretHash: null,
          } as const;
          return { ...answer, told: { ...paid, balanceMinor: 0, cancels: [] } };
        },
      },
    }),
    "a webhook is believed": (work) => ({
      ...work,
      gateway: {
        ...work.gateway,
        look: async (attempt) => {
          const seen = await work.gateway.look(attempt);
          if (seen.told.kind !== "awaiting") return seen;
          const paid = {
            kind: "paid",
            instrument: null,
            cashReceipt: null,
            secretHash: null,
          } as const;
          const { paymentKey } = seen.told;
          return { ...seen, told: { ...paid, paymentKey, balanceMinor: 0, cancels: [] } };
        },
      },
    }),
  };
  test.each(Object.entries(planted))(
    "a planted error is found: %s",
    { timeout: 600_000 },
    async (_name, bend) => {
      expect(Object.keys(await runAll(PLANTED_MAX, true, bend)).length).toBeGreaterThan(0);
    },
  );
});
