/** Events become messages once, in time and as they are wanted, whatever fails; and errors that the search must find. */
import { seedOf } from "@edgemart/testkit/random";
import { describe, expect, test } from "vitest";
import { campaign } from "./campaign.ts";
import { explore } from "./explore.ts";
import { PLANTED } from "./planted.ts";

const SCHEDULES = process.env.EDGEMART_FULL === "1" ? 10_000 : 1_000;
const SEED = 20_261_201;

describe("notifications 50: outbox, queue, pull, consumer and provider", () => {
  test(`${SCHEDULES} schedules of losses, copies, crashes, refusals and nights break no law`, async () => {
    const found = await campaign(SEED, SCHEDULES);
    expect(found.broken).toEqual([]);
    // A search that meets nothing proves nothing.
    expect(found.left).toBeGreaterThan(SCHEDULES);
    expect(found.crashes).toBeGreaterThan(SCHEDULES / 10);
  });

  test("a seed names its schedule: it plays alike each time", async () => {
    const seed = seedOf(SEED, 7);
    expect(await explore(seed)).toEqual(await explore(seed));
  });

  test.each(PLANTED)("the search finds it when $name", async ({ says, ...planted }) => {
    const found = await campaign(SEED, 3_000, planted, says);
    expect(found.broken.flatMap(({ violations }) => violations).join("\n")).toMatch(says);
  });
});
