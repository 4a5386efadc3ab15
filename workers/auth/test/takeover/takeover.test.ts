/** No one who only got hold of a password or a session keeps an account from who reads its mailbox; and errors that the search must find. */
import { seedOf } from "@edgemart/testkit/random";
import { describe, expect, test } from "vitest";
import { campaign } from "./campaign.ts";
import { explore } from "./explore.ts";
import { PLANTED } from "./planted.ts";

const SCHEDULES = process.env.EDGEMART_FULL === "1" ? 10_000 : 200;
const SEED = 20_261_201;

describe("identity 57: an owner, a thief and one address", () => {
  test(`${SCHEDULES} schedules of every verb with crashes, lost mails and doubled requests break no law`, async () => {
    const found = await campaign(SEED, SCHEDULES);
    expect(found.broken).toEqual([]);
    // A search that meets nothing proves nothing.
    expect(found.proofs).toBeGreaterThan(SCHEDULES / 4);
    expect(found.crashes).toBeGreaterThan(SCHEDULES / 10);
  });

  test("a seed names its schedule: it plays alike each time", async () => {
    const seed = seedOf(SEED, 7);
    expect(await explore(seed)).toEqual(await explore(seed));
  });

  test.each(PLANTED)(
    "the search finds it when $name",
    async ({ says, seed = SEED, ...planted }) => {
      const found = await campaign(seed, 5_000, planted, says);
      expect(found.broken.flatMap(({ violations }) => violations).join("\n")).toMatch(says);
    },
  );
});
