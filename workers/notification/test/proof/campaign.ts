/** Many schedules from one seed; keeps the first violations with their seeds. */
import { seedOf } from "@edgemart/testkit/random";
import { explore } from "./explore.ts";
import type { Planted } from "./world.ts";

/** What a search met. */
export interface Campaign {
  schedules: number;
  events: number;
  left: number;
  effects: number;
  crashes: number;
  broken: { seed: number; violations: string[] }[];
  brokenCount: number;
}

/** Plays so many. @param says ends with the first violation that is worded so: for planted errors */
export async function campaign(
  seed: number,
  schedules: number,
  planted: Planted = {},
  says?: RegExp,
): Promise<Campaign> {
  const met = { events: 0, left: 0, effects: 0, crashes: 0 };
  const out: Campaign = { schedules: 0, ...met, broken: [], brokenCount: 0 };
  for (let index = 0; index < schedules; index++) {
    const played = await explore(seedOf(seed, index), planted);
    out.schedules += 1;
    out.events += played.events;
    out.left += played.left;
    out.effects += played.effects;
    out.crashes += played.crashes;
    const { violations } = played;
    if (violations.length === 0) continue;
    out.brokenCount += 1;
    const isSaid = says?.test(violations.join("\n")) ?? false;
    if (out.broken.length < 10 || isSaid) out.broken.push({ seed: played.seed, violations });
    if (isSaid) break;
  }
  return out;
}
