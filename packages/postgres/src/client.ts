/** PostgreSQL over HTTP: drizzle on Neon's driver, with a deadline on every query. No interactive transactions exist here. */

import { beginStoreCall, type StoreBudget } from "@edgemart/worker-kit/store-budget";
import { neon, neonConfig } from "@neondatabase/serverless";
import { drizzle, type NeonHttpDatabase } from "drizzle-orm/neon-http";

/** A database as adapters hold it. */
export type Database = NeonHttpDatabase;

const EVERY_CALL: StoreBudget = { firstMs: 5_000, laterMs: 5_000 };
const productionEndpoint = neonConfig.fetchEndpoint;

// A loopback host is the local endpoint that speaks the same protocol in front of the embedded PostgreSQL.
neonConfig.fetchEndpoint = (host, port, options) => {
  if (host === "127.0.0.1" || host === "localhost") return `http://${host}:${port}/sql`;
  return typeof productionEndpoint === "function"
    ? productionEndpoint(host, port, options)
    : productionEndpoint;
};
neonConfig.fetchFunction = async (input: Parameters<typeof fetch>[0], init: BudgetedInit = {}) => {
  const { storeBudget = EVERY_CALL, ...rest } = init;
  const call = beginStoreCall(String(input), storeBudget, Date.now());
  try {
    const response = await fetch(input, { ...rest, signal: AbortSignal.timeout(call.ms) });
    call.end(true, Date.now());
    return response;
  } catch (thrown) {
    call.end(false, Date.now());
    throw thrown;
  }
};

/** The driver's fetch is one for all clients: what a client waits travels in its own fetch options. */
interface BudgetedInit extends RequestInit {
  storeBudget?: StoreBudget;
}

const known = new Map<string, Database>();

/**
 * Gives the database behind a connection string; one object per isolate, string and budget.
 *
 * @param url `postgres://role:password@host:port/database`; the role may use one schema and sees no other
 * @param budget longest wait for one statement
 */
export function connectPostgres(url: string, budget: StoreBudget = EVERY_CALL): Database {
  const key = `${budget.firstMs} ${budget.laterMs} ${url}`;
  const fetchOptions: BudgetedInit = { storeBudget: budget };
  const before = known.get(key) ?? drizzle(neon(url, { fetchOptions }));
  known.set(key, before);
  return before;
}
