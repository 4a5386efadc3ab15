/** `npm run prove -- --schedules 1000000 --seed N`: explores the idempotency protocol; prints the seed of any violation. */
import { parseArgs } from "node:util";
import { campaign } from "../workers/gateway/test/proof/campaign.ts";
import { explore } from "../workers/gateway/test/proof/explore.ts";
import { OUR_LAWS } from "../workers/gateway/test/proof/world.ts";

function main(): number {
  const { values } = parseArgs({
    options: {
      schedules: { type: "string", default: "1000000" },
      seed: { type: "string", default: "1" },
      /** Plays one schedule again, by the seed that a violation printed. */
      only: { type: "string" },
    },
  });
  if (values.only !== undefined) {
    const schedule = explore(Number(values.only), OUR_LAWS);
    console.log(JSON.stringify(schedule));
    return schedule.violations.length > 0 ? 1 : 0;
  }
  const begun = performance.now();
  const found = campaign(Number(values.seed), Number(values.schedules));
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  for (const { seed, violations } of found.broken) {
    console.log(
      `VIOLATION seed ${seed}: ${violations.join("; ")}  (npm run prove -- --only ${seed})`,
    );
  }
  console.log(
    `${found.schedules} schedules from seed ${values.seed} in ${seconds} s: ${found.runs} runs, ` +
      `${found.effects} effects, ${found.replays} replays, ${found.failovers} failovers, ${found.evictions} evictions, ${found.brokenCount} violations`,
  );
  return found.brokenCount > 0 ? 1 : 0;
}

if (import.meta.main) process.exitCode = main();
