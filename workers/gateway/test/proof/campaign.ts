/** Many schedules from one seed; keeps the first violations with their seeds. */

import { seedOf } from "@edgemart/testkit/random";
import { explore, type Schedule } from "./explore.ts";
import { type Laws, OUR_LAWS } from "./world.ts";

export interface Campaign {
  schedules: number;
  runs: number;
  replays: number;
  effects: number;
  failovers: number;
  evictions: number;
  /** The first ten schedules that broke something. */
  broken: Schedule[];
  brokenCount: number;
}

/** Plays `count` schedules. @param stopAt ends with the first violation that is worded so: for controls */
export function campaign(
  seed: number,
  count: number,
  laws: Laws = OUR_LAWS,
  stopAt?: RegExp,
): Campaign {
  const out: Campaign = {
    schedules: 0,
    runs: 0,
    replays: 0,
    effects: 0,
    failovers: 0,
    evictions: 0,
    broken: [],
    brokenCount: 0,
  };
  for (let index = 0; index < count; index++) {
    const schedule = explore(seedOf(seed, index), laws);
    out.schedules++;
    out.runs += schedule.runs;
    out.replays += schedule.replays;
    out.effects += schedule.effects;
    out.failovers += schedule.failsOver ? 1 : 0;
    out.evictions += schedule.evicts ? 1 : 0;
    if (schedule.violations.length === 0) continue;
    out.brokenCount++;
    const isWanted = stopAt?.test(schedule.violations.join("\n")) ?? false;
    if (out.broken.length < 10 || isWanted) out.broken.push(schedule);
    if (isWanted) break;
  }
  return out;
}
