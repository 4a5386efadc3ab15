/** From an event to a mail, as `npm run prove -- --of notifications` searches it. */
import type { Proof } from "../../../../tools/prove/proof.ts";
import { campaign } from "./campaign.ts";
import { explore } from "./explore.ts";

export const proof: Proof = {
  schedules: 10_000,
  async search(seed, schedules) {
    const found = await campaign(seed, schedules);
    const { crashes, effects, events, left } = found;
    return {
      ...found,
      met: `${events} events, ${left} messages that left, ${effects} effects, ${crashes} crashes`,
    };
  },
  again: (seed) => explore(seed),
};
