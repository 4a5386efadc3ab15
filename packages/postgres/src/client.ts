/** PostgreSQL over HTTP: drizzle on Neon's driver, with a deadline on every query. No interactive transactions exist here. */
import { neon, neonConfig } from "@neondatabase/serverless";
import { drizzle, type NeonHttpDatabase } from "drizzle-orm/neon-http";

export type Database = NeonHttpDatabase;

const QUERY_TIMEOUT_MS = 5_000;
const productionEndpoint = neonConfig.fetchEndpoint;

// A loopback host is the local endpoint that speaks the same protocol in front of the embedded PostgreSQL.
neonConfig.fetchEndpoint = (host, port, options) => {
  if (host === "127.0.0.1" || host === "localhost") return `http://${host}:${port}/sql`;
  return typeof productionEndpoint === "function"
    ? productionEndpoint(host, port, options)
    : productionEndpoint;
};
neonConfig.fetchFunction = (input: Parameters<typeof fetch>[0], init?: RequestInit) =>
  fetch(input, { ...init, signal: AbortSignal.timeout(QUERY_TIMEOUT_MS) });

const known = new Map<string, Database>();

/**
 * Gives the database behind a connection string; one object per isolate and string.
 *
 * @param url `postgres://role:password@host:port/database`; the role may use one schema and sees no other
 */
export function connectPostgres(url: string): Database {
  const before = known.get(url) ?? drizzle(neon(url));
  known.set(url, before);
  return before;
}
