/** `npm run reconcile`: compares days of the payment gateway's books with the shop's, through the running shop's own door. */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Reconciliation } from "@edgemart/contracts/payment-books";
import { readPassword, runningApi } from "./admin-create.ts";
import { readSecrets } from "./constellation/secrets.ts";
import { PATHS } from "./paths.ts";

/** Which days are compared, where, and by which administrator. */
export interface Comparison {
  api: string;
  serviceKey: string;
  email: string;
  password: string;
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
  { api, serviceKey, email, password, from, to }: Comparison,
  say: (line: string) => void,
): Promise<boolean> {
  const { accessToken } = await post<{ accessToken: string }>(`${api}/api/auth/login`, {
    authorization: `Basic ${serviceKey}`,
    body: { email, password },
  });
  let isComplete = true;
  for (let next: string | null = from; next !== null; ) {
    const found: Reconciliation = await post(`${api}/api/admin/payments/reconcile`, {
      authorization: `Bearer ${accessToken}`,
      body: { from: next, to },
    });
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

async function post<T>(
  address: string,
  { authorization, body }: { authorization: string; body: object },
): Promise<T> {
  const answer = await fetch(address, {
    method: "POST",
    headers: {
      authorization,
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  if (answer.ok) return (await answer.json()) as T;
  const problem = (await answer.json().catch(() => null)) as { code?: string } | null;
  throw new Error(`${new URL(address).pathname} answered ${problem?.code ?? answer.status}`);
}

/** The demo administrator of this clone, whose password is random; null when the shop was never started. */
async function demoAdmin(): Promise<{ email: string; password: string } | null> {
  try {
    const text = await readFile(PATHS.credentials, "utf8");
    return (JSON.parse(text) as { admin: { email: string; password: string } }).admin;
  } catch {
    return null; // without it an administrator must be named
  }
}

async function main(): Promise<void> {
  const seoul = (daysAgo: number) =>
    new Date(Date.now() + 9 * 3_600_000 - daysAgo * 86_400_000).toISOString().slice(0, 10);
  const { values } = parseArgs({
    options: {
      from: { type: "string", default: seoul(1) },
      to: { type: "string", default: seoul(0) },
      email: { type: "string" },
      api: { type: "string" },
    },
  });
  const demo = values.email ? null : await demoAdmin();
  const email = values.email ?? demo?.email;
  if (!email) throw new Error("usage: npm run reconcile -- --email administrator@example.com");
  const vars = { ...(await readSecrets(PATHS.vars)), ...process.env };
  const isComplete = await compareDays(
    {
      api: values.api ?? (await runningApi()),
      serviceKey: vars.AUTH_BASIC_KEY ?? "",
      email,
      password: demo?.password ?? (await readPassword()),
      from: values.from,
      to: values.to,
    },
    console.log,
  );
  if (!isComplete) process.exitCode = 1;
}

if (import.meta.main) {
  await main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
