/** `npm run seed -- --scale 100000`: makes the shop of `DATABASE_URL` large. */
import { parseArgs } from "node:util";
import { loadScaled } from "./seed-load/scale.ts";

const SCALE_MAX = 1_000_000;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { scale: { type: "string", default: "" } } });
  const count = Number(values.scale);
  const adminUrl = process.env.DATABASE_URL;
  if (!Number.isInteger(count) || count < 1 || count > SCALE_MAX) {
    console.error(`npm run seed -- --scale <1 to ${SCALE_MAX}>`);
    return 2;
  }
  if (!adminUrl) {
    console.error("DATABASE_URL must hold the owner's connection string");
    return 2;
  }
  const begun = Date.now();
  const made = await loadScaled(adminUrl, count);
  console.log(`${made} products are new, in ${Math.round((Date.now() - begun) / 1000)} s`);
  return 0;
}

if (import.meta.main) process.exitCode = await main();
