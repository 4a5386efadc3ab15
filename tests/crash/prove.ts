/** `npm run prove -- --of crash`: workerd is killed at each effect of a purchase, before it and after it; no money is lost. */
import type { Proof } from "../../tools/prove/proof.ts";
import { brokenLaws } from "./laws.ts";
import { buy, type Patience, type Told } from "./purchase.ts";
import { comeToRest } from "./rest.ts";
import { type CrashPoint, type CrashShop, openCrashShop } from "./shop.ts";

/** One schedule: who buys, how patiently, and when workerd dies. */
export interface Schedule {
  point: CrashPoint;
  patience: Patience;
  shoppers: number;
}

/** What a schedule met and broke. */
export interface Outcome {
  schedule: Schedule;
  /** The effect at which workerd died; null when there were fewer. */
  crashedAt: string | null;
  told: Told[];
  violations: string[];
}

/** Plays one schedule and lets the shop come to rest after it. */
export async function play(shop: CrashShop, schedule: Schedule): Promise<Outcome> {
  shop.plan(schedule.point);
  const told = await Promise.all(
    Array.from({ length: schedule.shoppers }, () => buy(shop, schedule.patience)),
  );
  await shop.calm();
  // What an answer does not wait for, and what the clocks do, are effects too: the crash may still come.
  const owed = await comeToRest(shop);
  const crashedAt = shop.crashedAt();
  shop.plan(null);
  const violations = [...owed, ...(await brokenLaws(shop, told))];
  return { schedule, crashedAt, told, violations };
}

/**
 * Derives a schedule from a seed: seeds 1, 2, 3 … walk through every effect of one purchase, before and after it, by a
 * guest who leaves and by one who asks again, then through those of three purchases at once.
 *
 * @param effects how many effects one purchase has
 */
export function scheduleOf(seed: number, effects: number): Schedule {
  const index = seed - 1;
  const moment = index % 2 === 0 ? "before" : "after";
  const patience = (index >> 1) % 2 === 0 ? "leaves" : "asks_again";
  const nth = index >> 2;
  const shoppers = nth < effects ? 1 : 3;
  return { shoppers, patience, point: { moment, at: (nth % (effects * shoppers)) + 1 } };
}

/** Counts the effects of a purchase that meets no crash. @throws when it does not end paid */
export async function effectsOfOne(shop: CrashShop): Promise<readonly string[]> {
  shop.plan(null);
  const told = await buy(shop, "leaves");
  if (!told.isPaid) throw new Error(`a purchase without a crash ended ${JSON.stringify(told)}`);
  const effects = [...shop.effects()];
  // What the answer did not wait for ends before the first schedule counts.
  await comeToRest(shop);
  return effects;
}

/** Opens the proof for `tools/prove.ts`. */
export async function openProof(): Promise<Proof> {
  const shop = await openCrashShop();
  const effects = (await effectsOfOne(shop)).length;
  return {
    schedules: effects * 4,
    async search(first: number, count: number) {
      const broken: { seed: number; violations: string[] }[] = [];
      const places = new Set<string>();
      let paid = 0;
      for (let seed = first; seed < first + count; seed += 1) {
        const outcome = await play(shop, scheduleOf(seed, effects));
        if (outcome.crashedAt) places.add(outcome.crashedAt);
        paid += outcome.told.filter(({ isPaid }) => isPaid).length;
        if (outcome.violations.length > 0) broken.push({ seed, violations: outcome.violations });
      }
      const met = `workerd killed at ${places.size} places, ${paid} purchases told paid`;
      return { schedules: count, met, broken: broken.slice(0, 20), brokenCount: broken.length };
    },
    again: (seed: number) => play(shop, scheduleOf(seed, effects)),
    stop: shop.stop,
  };
}
