/** The idempotency protocol, as `npm run prove` searches it. */
import type { Proof } from "../../../../tools/prove/proof.ts";
import { campaign } from "./campaign.ts";
import { explore } from "./explore.ts";
import { OUR_LAWS } from "./world.ts";

export const proof: Proof = {
  schedules: 1_000_000,
  search(seed, schedules) {
    const found = campaign(seed, schedules);
    const { runs, effects, replays, failovers, evictions } = found;
    return {
      ...found,
      met: `${runs} runs, ${effects} effects, ${replays} replays, ${failovers} failovers, ${evictions} evictions`,
    };
  },
  again: (seed) => explore(seed, OUR_LAWS),
};
