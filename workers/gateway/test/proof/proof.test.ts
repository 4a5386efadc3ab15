/** The protocol under every fault at once, and planted errors which the same search must find. */
import { describe, expect, test } from "vitest";
import { releaseKey, settleKey } from "../../src/idempotency/protocol.ts";
import { campaign } from "./campaign.ts";
import { type Laws, OUR_LAWS } from "./world.ts";

const isFull = process.env.EDGEMART_FULL === "1";
const SCHEDULES = isFull ? 100_000 : 10_000;
const SEED = 20_261_120;

const told = (found: ReturnType<typeof campaign>) =>
  found.broken.map(({ seed, violations }) => `seed ${seed}: ${violations.join("; ")}`);

describe("gateway 10, 11, 15–19, proof: no schedule of faults breaks the protocol", () => {
  test(`${SCHEDULES} schedules with lost, late and repeated messages, crashes, sleepers, ended leases, failovers and evictions: 0 double effects, 0 answers of another caller or request, 0 keys stuck past a lease`, () => {
    const found = campaign(SEED, SCHEDULES);
    expect(told(found)).toEqual([]);
    // A search that meets nothing proves nothing.
    expect(found.runs).toBeGreaterThan(SCHEDULES);
    expect(found.replays).toBeGreaterThan(SCHEDULES / 10);
    expect(found.failovers).toBeGreaterThan(SCHEDULES / 10);
    expect(found.evictions).toBeGreaterThan(SCHEDULES / 10);
  });

  test(`${SCHEDULES} schedules in which no record is lost: on once rows the gateway alone keeps it to one effect`, () => {
    const evicts = ["lease", "answer"] as const;
    const alone = { ...OUR_LAWS, isUnique: false, failsOver: false, evicts };
    expect(told(campaign(SEED + 1, SCHEDULES, alone))).toEqual([]);
  });

  test("a seed names its schedule: it plays alike each time", () => {
    expect(campaign(SEED, 200)).toEqual(campaign(SEED, 200));
  });
});

/** Each takes one law away. */
const CONTROLS: [name: string, laws: Partial<Laws>, breach: RegExp][] = [
  ["the Worker behind keeps no UNIQUE and the store fails over", { isUnique: false }, /effects/],
  [
    "the Worker behind keeps no UNIQUE and the store drops records",
    { isUnique: false, failsOver: false, evicts: ["record"] },
    /effects on a once row/,
  ],
  [
    "once rows are taken over",
    {
      isUnique: false,
      failsOver: false,
      evicts: [],
      claimKey: (state, step, now) => OUR_LAWS.claimKey(state, { ...step, mode: "retry" }, now),
    },
    /effects on a once row/,
  ],
  [
    "a claim asks the record alone, and its lease alone",
    {
      claimKey: (state, step, now) => {
        const asked = state.record
          ? { ...state, record: { ...state.record, leaseUntilMs: 0 } }
          : { ...state, lease: null, answer: null };
        return OUR_LAWS.claimKey(asked, step, now);
      },
    },
    /two holders/,
  ],
  [
    "all principals share a record",
    { recordOf: (_principal, key) => key },
    /was given \w+'s answer/,
  ],
  [
    "the fingerprint is not compared",
    {
      claimKey: (state, step, now) =>
        OUR_LAWS.claimKey(
          state,
          { ...step, fingerprint: state.record?.fingerprint ?? step.fingerprint },
          now,
        ),
    },
    /was given the answer of/,
  ],
  [
    "whoever settles is taken for the owner",
    {
      releaseKey: (state, owner, now) => releaseKey(state, state.record?.owner ?? owner, now),
      settleKey: (state, step, now) =>
        settleKey(state, { ...step, owner: state.record?.owner ?? step.owner }, now),
    },
    /two holders/,
  ],
  ["a lease ends before the upstream's deadline", { leaseMs: 3_000 }, /two holders/],
  ["a holder that slept begins all the same", { sleepMsMax: Number.MAX_VALUE }, /two holders/],
  [
    "an ended owner's late claim is taken",
    {
      releaseKey: (state, owner, now) => {
        const after = releaseKey(state, owner, now);
        return { ...after, state: { ...after.state, voids: state.voids } };
      },
    },
    /unknown although/,
  ],
  [
    "a refused owner's repeated claim is taken",
    {
      claimKey: (state, step, now) => {
        const after = OUR_LAWS.claimKey(state, step, now);
        return { ...after, state: { ...after.state, voids: state.voids } };
      },
    },
    /unknown although/,
  ],
];

describe("gateway, proof: the search finds what it is there to find", () => {
  test.each(CONTROLS)("when %s", (_name, change, breach) => {
    const found = campaign(SEED, 20_000, { ...OUR_LAWS, ...change }, breach);
    expect(found.broken.flatMap((schedule) => schedule.violations).join("\n")).toMatch(breach);
  });
});
