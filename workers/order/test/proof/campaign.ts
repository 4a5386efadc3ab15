/** Many schedules from one seed; keeps the first violations with their seeds. */
import { seedOf } from "@edgemart/testkit/random";
import { modelWorld, type Planted } from "./model-world.ts";
import { type Played, play } from "./schedule.ts";

/** What a campaign met. */
export interface Campaign {
  schedules: number;
  effects: number;
  crashes: number;
  messages: number;
  /** Answers of each kind. */
  answers: Map<string, number>;
  /** The first ten schedules that broke something. */
  broken: Played[];
  brokenCount: number;
}

/** Plays so many schedules. @param stopAt ends with the first violation that is worded so: for planted errors */
export async function campaign(
  seed: number,
  count: number,
  planted: Planted = {},
  stopAt?: RegExp,
): Promise<Campaign> {
  const out: Campaign = {
    ...{ schedules: 0, effects: 0, crashes: 0, messages: 0 },
    ...{ answers: new Map(), broken: [], brokenCount: 0 },
  };
  for (let index = 0; index < count; index++) {
    const played = await play(seedOf(seed, index), {
      make: (random) => modelWorld(random, planted),
    });
    out.schedules += 1;
    for (const what of ["effects", "crashes", "messages"] as const) out[what] += played[what];
    for (const [answer, times] of played.answers) {
      out.answers.set(answer, (out.answers.get(answer) ?? 0) + times);
    }
    if (played.violations.length === 0) continue;
    out.brokenCount += 1;
    if (out.broken.length < 10) out.broken.push(played);
    if (stopAt && played.violations.some((violation) => stopAt.test(violation))) break;
  }
  return out;
}
