/** The purchase on a PostgreSQL of its own, as `npm run prove -- --of purchase` searches it. */

import { startTestDatabase } from "../../../../../tests/stores/test-database.ts";
import type { Proof } from "../../../../../tools/prove/proof.ts";
import { type Broken, compared, playAll, raced, seedsOf } from "./compare.ts";
import { type Lane, openLane } from "./lane.ts";

const LANES = 4;
/** Who comes first is PostgreSQL's to say: a seed is raced so often again. */
const AGAIN = 10;

/** Starts PostgreSQL with its lanes. */
export async function openProof(): Promise<Proof> {
  const database = await startTestDatabase();
  const lanes: Lane[] = [];
  for (let n = 0; n < LANES; n++) lanes.push(await openLane(database, n));
  return {
    schedules: 2_000,
    async search(seed, schedules) {
      const count = Math.ceil(schedules / 2);
      const apart = await playAll(lanes, { seeds: seedsOf(seed, count) }, compared);
      const unlawful = await playAll(lanes, { seeds: seedsOf(seed + 1, count) }, raced);
      const broken: Broken[] = [...apart, ...unlawful];
      const met = `${count} compared with the model, ${count} with four effects at the same moment`;
      return { schedules, met, broken: broken.slice(0, 10), brokenCount: broken.length };
    },
    async again(seed) {
      const [lane] = lanes as [Lane];
      const violations = await compared(lane, seed);
      for (let tries = 0; tries < AGAIN && violations.length === 0; tries++) {
        violations.push(...(await raced(lane, seed)));
      }
      return { violations };
    },
    async stop() {
      await Promise.all(lanes.map((lane) => lane.close()));
      await database.stop();
    },
  };
}
