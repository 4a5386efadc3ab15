/** Seats of a section, as `npm run prove -- --of seats` searches them. */
import { randomFrom } from "@edgemart/testkit/random";
import type { Proof } from "../../../../tools/prove/proof.ts";
import { explore, played } from "./explore.ts";
import { OUR_PLAN, World } from "./world.ts";

const SHOWN_MAX = 10;

export const proof: Proof = {
  schedules: 1_000_000,
  search(seed, schedules) {
    const found = explore(seed, schedules);
    const broken = found.broken.map(({ seed, violation }) => ({ seed, violations: [violation] }));
    return {
      schedules: found.schedules,
      met: `${found.confirmed} reservations confirmed, ${[...found.faults].sort().join(", ")}`,
      broken: broken.slice(0, SHOWN_MAX),
      brokenCount: broken.length,
    };
  },
  again(seed) {
    const violation = played(new World(randomFrom(seed), OUR_PLAN));
    return { violations: violation === null ? [] : [violation] };
  },
};
