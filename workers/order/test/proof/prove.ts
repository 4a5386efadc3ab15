/** The purchase as one pure world, as `npm run prove -- --of orders` searches it. */
import type { Proof } from "../../../../tools/prove/proof.ts";
import { campaign } from "./campaign.ts";
import { modelWorld } from "./model-world.ts";
import { play } from "./schedule.ts";

/** The search. */
export const proof: Proof = {
  schedules: 100_000,
  async search(seed, schedules) {
    // Errors are part of a schedule, and no one reads where they came from.
    Error.stackTraceLimit = 0;
    const found = await campaign(seed, schedules);
    const { effects, crashes, messages, answers } = found;
    const times = (wanted: RegExp) =>
      [...answers].reduce((sum, [answer, n]) => sum + (wanted.test(answer) ? n : 0), 0);
    return {
      ...found,
      met: `${effects} effects, ${crashes} crashes, ${messages} broken messages, ${times(/ PAID/)} answers "paid", ${times(/^cancel .*(true|false)/)} cancellations`,
    };
  },
  again: (seed) => play(seed, { make: modelWorld, isTraced: true }),
};
