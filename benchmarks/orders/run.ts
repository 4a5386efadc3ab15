/** `npm run bench -- orders [one|rates|crowd|sweep …]`: what purchases cost alone, at once and under load, and what the clock ends. */
import { cpus, loadavg } from "node:os";
import pg from "pg";
import { raiseTemporary } from "../../tests/raise-temporary.ts";
import { crowd, UNITS } from "./crowd.ts";
import { oneByOne } from "./one-by-one.ts";
import { rates } from "./rates.ts";
import { freeSkus, setStock } from "./shop.ts";
import { sweepMany } from "./sweep.ts";

const PARTS = ["one", "rates", "crowd", "sweep"] as const;

async function main(): Promise<void> {
  const wanted = process.argv.slice(3);
  const isWanted = (part: (typeof PARTS)[number]) => wanted.length === 0 || wanted.includes(part);
  const load = () => loadavg()[0]?.toFixed(1);
  const statements = new Map<string, number>();
  const up = await raiseTemporary("bench-orders", {
    isThrowaway: false,
    withoutOrders: true,
    databaseTap: async ({ role }) => {
      statements.set(role, (statements.get(role) ?? 0) + 1);
      return async () => true;
    },
  });
  console.log(
    `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${up.stores.describe.redis}; load ${load()} at the beginning\n`,
  );
  const database = new pg.Pool({ connectionString: up.stores.adminUrl, max: 2 });
  try {
    const [many = "", few = ""] = await freeSkus(database, 2);
    await setStock(database, many, 100_000);
    await setStock(database, few, UNITS);
    if (isWanted("one")) await oneByOne(up, many, statements);
    if (isWanted("rates")) await rates(up, database, many);
    if (isWanted("crowd")) await crowd(up, database, few);
    if (isWanted("sweep")) await sweepMany(up, database, many);
    console.log(`\nload ${load()} at the end`);
  } finally {
    await database.end();
    await up.stop();
  }
}

await main();
