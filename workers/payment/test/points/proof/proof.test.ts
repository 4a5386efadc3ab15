/** The ledger under crashes and races on a real PostgreSQL, and planted errors which the same search must find. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ledger, openLedger } from "../ledger.ts";
import { FAULTS } from "./actor.ts";
import { type Broken, campaign, OUR_PLAN } from "./campaign.ts";
import { guards, PLANTED, plant } from "./planted.ts";

const SCHEDULES = process.env.EDGEMART_FULL === "1" ? 2_000 : 200;
const SEED = 20_261_130;
const CONNECTIONS = 10;

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger(CONNECTIONS);
});
afterAll(() => ledger?.stop());

const told = (broken: readonly Broken[]) =>
  broken.map(({ seed, violations }) => `seed ${seed}: ${violations.join("; ")}`);

/** Functions that move points for a caller who may crash. */
const MOVES = [
  "points_hold",
  "points_post",
  "points_void",
  "points_return",
  "points_earn",
  "points_settle_earn",
  "points_charge",
  "points_uncharge_hold",
  "points_uncharge_post",
  "points_uncharge_void",
  "points_adjust",
  "points_expire",
];

describe("points 21: no schedule of crashes and races breaks the ledger", () => {
  test(`${SCHEDULES} schedules over ${CONNECTIONS} connections: 0 violations, each function lost at each place`, async () => {
    const met = await campaign(ledger, SEED, SCHEDULES);
    expect(told(met.broken)).toEqual([]);
    expect(met.schedules).toBe(SCHEDULES);
    const missing = MOVES.flatMap((name) => FAULTS.map((fault) => `${name}, ${fault}`)).filter(
      (each) => !met.faults.has(each),
    );
    expect(missing).toEqual([]);
  });

  test("points 20: recomputed from the entries, nothing differs, for all members at once", async () => {
    expect(await ledger.differences()).toEqual([]);
    const [{ sum, members }] = (await ledger.ask(
      `select coalesce(sum(amount), 0)::int as sum,
              (select count(*)::int from payment.point_account) as members from payment.point_entry`,
    )) as [{ sum: number; members: number }];
    expect(sum).toBe(0);
    expect(members).toBeGreaterThan(SCHEDULES);
  });
});

describe("points 21: the search finds what it is there to find", () => {
  beforeAll(() => guards(ledger, "disable"));
  afterAll(() => guards(ledger, "enable"));

  test.each(PLANTED)("$name", async (planted) => {
    const takeOut = await plant(ledger, planted);
    try {
      const isFound = (broken: readonly Broken[]) => planted.says.test(told(broken).join("\n"));
      const met = await campaign(ledger, SEED + 1, 200, planted.plan ?? OUR_PLAN, isFound);
      expect(told(met.broken).join("\n")).toMatch(planted.says);
    } finally {
      await takeOut();
    }
  });
});
