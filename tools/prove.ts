/** `npm run prove -- --of NAME --schedules N --seed S`: searches schedules of faults; prints the seed of any violation. */
import { parseArgs } from "node:util";
import type { Proof } from "./prove/proof.ts";

/** Every search, by its name. */
const PROOFS: Record<string, () => Promise<Proof>> = {
  gateway: async () => (await import("../workers/gateway/test/proof/prove.ts")).proof,
  orders: async () => (await import("../workers/order/test/proof/prove.ts")).proof,
  purchase: async () => (await import("../workers/order/test/proof/postgres/prove.ts")).openProof(),
  points: async () => (await import("../workers/payment/test/points/proof/prove.ts")).openProof(),
  takeover: async () => (await import("../workers/auth/test/takeover/prove.ts")).proof,
  seats: async () => (await import("../workers/reservation/test/proof/prove.ts")).proof,
  notifications: async () => (await import("../workers/notification/test/proof/prove.ts")).proof,
  crash: async () => {
    // Read by Wrangler when it is loaded.
    process.env.WRANGLER_LOG ??= "error";
    return (await import("../tests/crash/prove.ts")).openProof();
  },
};

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      of: { type: "string", default: "gateway" },
      schedules: { type: "string" },
      seed: { type: "string", default: "1" },
      /** Plays one schedule again, by the seed that a violation printed. */
      only: { type: "string" },
    },
  });
  const open = Object.hasOwn(PROOFS, values.of) ? PROOFS[values.of] : undefined;
  if (!open) {
    console.error(`npm run prove -- --of ${Object.keys(PROOFS).join(" | ")}`);
    return 2;
  }
  const proof = await open();
  try {
    return values.only === undefined
      ? await search(
          proof,
          values.of,
          Number(values.seed),
          Number(values.schedules ?? proof.schedules),
        )
      : await again(proof, Number(values.only));
  } finally {
    await proof.stop?.();
  }
}

async function again(proof: Proof, seed: number): Promise<number> {
  const schedule = await proof.again(seed);
  console.log(JSON.stringify(schedule));
  return schedule.violations.length > 0 ? 1 : 0;
}

async function search(proof: Proof, name: string, first: number, count: number): Promise<number> {
  const begun = performance.now();
  const { schedules, met, broken, brokenCount } = await proof.search(first, count);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  for (const { seed, violations } of broken) {
    const again = `npm run prove -- --of ${name} --only ${seed}`;
    console.log(`VIOLATION seed ${seed}: ${violations.join("; ")}  (${again})`);
  }
  console.log(
    `${schedules} schedules from seed ${first} in ${seconds} s: ${met}, ${brokenCount} violations`,
  );
  return brokenCount > 0 ? 1 : 0;
}

if (import.meta.main) process.exitCode = await main();
