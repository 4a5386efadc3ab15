/** `npm run reconcile`: compares days of the payment gateway's books with the shop's, through the running shop's own door. */
import { parseArgs } from "node:util";
import type { Reconciliation } from "@edgemart/contracts/payment-books";
import { type AdminSignIn, namedAdmin, signInAdmin } from "./admin-api.ts";

/** Which days are compared, where, and by which administrator. */
export interface Comparison extends AdminSignIn {
  /** In Seoul, `2026-11-30`; both included. */
  from: string;
  to: string;
}

/**
 * Compares, one request after the other, until the last day.
 *
 * @param say gets a line for each day
 * @returns true when the gateway listed every day in full
 * @throws when the door refuses
 */
export async function compareDays(
  { from, to, ...admin }: Comparison,
  say: (line: string) => void,
): Promise<boolean> {
  const ask = await signInAdmin(admin);
  let isComplete = true;
  for (let next: string | null = from; next !== null; ) {
    const found: Reconciliation = await ask("/api/admin/payments/reconcile", { from: next, to });
    for (const { day, transactions, looked, differences, ...rest } of found.days) {
      const cut = rest.isComplete ? "" : ", not listed in full";
      say(
        `${day}: ${transactions} movements, ${looked} looked up, ${differences} new differences${cut}`,
      );
      isComplete &&= rest.isComplete;
    }
    next = found.next;
  }
  return isComplete;
}

async function main(): Promise<void> {
  const seoul = (daysAgo: number) =>
    new Date(Date.now() + 9 * 3_600_000 - daysAgo * 86_400_000).toISOString().slice(0, 10);
  const { values } = parseArgs({
    options: {
      from: { type: "string", default: seoul(1) },
      to: { type: "string", default: seoul(0) },
      email: { type: "string" },
      code: { type: "string" },
      api: { type: "string" },
    },
  });
  const usage = "npm run reconcile -- --email administrator@example.com";
  const { from, to, ...named } = values;
  const admin = await namedAdmin(named, usage);
  const isComplete = await compareDays({ ...admin, from, to }, console.log);
  if (!isComplete) process.exitCode = 1;
}

if (import.meta.main) {
  await main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
