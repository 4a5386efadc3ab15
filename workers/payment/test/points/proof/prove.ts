/** The ledger of points on a PostgreSQL of its own, as `npm run prove -- --of points` searches it. */
import type { Proof } from "../../../../../tools/prove/proof.ts";
import { openLedger } from "../ledger.ts";
import type { Met } from "./actor.ts";
import { campaign, explore, OUR_PLAN } from "./campaign.ts";

const CONNECTIONS = 10;
/** Who comes first is PostgreSQL's to say: a seed is played so often again. */
const AGAIN = 20;

/** Starts PostgreSQL with an empty ledger. */
export async function openProof(): Promise<Proof> {
  const ledger = await openLedger(CONNECTIONS);
  return {
    schedules: 2_000,
    async search(seed, schedules) {
      const { broken, calls, faults, contended } = await campaign(ledger, seed, schedules);
      const lost = [...faults.values()].reduce((sum, each) => sum + each, 0);
      return {
        schedules,
        met: `${calls} calls, ${lost} lost at ${faults.size} places, ${contended} sent again after a deadlock`,
        broken: broken.slice(0, 10),
        brokenCount: broken.length,
      };
    },
    async again(seed) {
      const met: Met = { calls: 0, faults: new Map(), contended: 0 };
      for (let tries = 0; tries < AGAIN; tries++) {
        const violations = await explore(ledger, seed, OUR_PLAN, met);
        if (violations.length > 0) return { violations };
      }
      return { violations: [] };
    },
    stop: () => ledger.stop(),
  };
}
