/** The takeover of an account, as `npm run prove -- --of takeover` searches it. */
import type { Proof } from "../../../../tools/prove/proof.ts";
import { campaign } from "./campaign.ts";
import { explore } from "./explore.ts";

export const proof: Proof = {
  schedules: 10_000,
  async search(seed, schedules) {
    const found = await campaign(seed, schedules);
    const { crashes, effects, moves, proofs } = found;
    return {
      ...found,
      met: `${moves} moves, ${effects} effects, ${crashes} crashes, ${proofs} mailboxes proved`,
    };
  },
  again: (seed) => explore(seed),
};
