/** Many schedules from one seed; keeps the first violations with their seeds. */
import { seedOf } from "@edgemart/testkit/random";
import { explore } from "./explore.ts";
import type { Planted } from "./world.ts";

/** What a search met. */
export interface Campaign {
  schedules: number;
  moves: number;
  effects: number;
  crashes: number;
  proofs: number;
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
  const met = { moves: 0, effects: 0, crashes: 0, proofs: 0 };
  const out: Campaign = { schedules: 0, ...met, broken: [], brokenCount: 0 };
  for (let index = 0; index < schedules; index++) {
    const played = await explore(seedOf(seed, index), planted);
    const { crashes, effects, moves, proofs, violations } = played;
    out.schedules += 1;
    out.moves += moves;
    out.effects += effects;
    out.crashes += crashes;
    out.proofs += proofs;
    if (violations.length === 0) continue;
    out.brokenCount += 1;
    if (out.broken.length < 10) out.broken.push({ seed: played.seed, violations });
    if (says?.test(violations.join("\n"))) break;
  }
  return out;
}
