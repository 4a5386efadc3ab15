/** One connection of the database's owner, for tools: opened, used, closed; bounded, and its loss is an error, not a crash. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { PATHS } from "./paths.ts";

/** An index on a large table takes its minutes. */
const STATEMENT_MS = 600_000;
const LOCK_MS = 30_000;

/** Runs `work` on a connection of its own. @throws what PostgreSQL said, also when it ends meanwhile */
export async function withAdmin<T>(
  adminUrl: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: adminUrl,
    connectionTimeoutMillis: 5_000,
    // Also when the server says nothing any more.
    query_timeout: STATEMENT_MS + 10_000,
    keepAlive: true,
  });
  // The query under way rejects with the same cause; without a listener the event would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    // By statement: a pooler in front refuses them as parameters of the connection.
    await client.query(`SET statement_timeout = ${STATEMENT_MS}; SET lock_timeout = ${LOCK_MS}`);
    return await work(client);
  } finally {
    // The connection may be gone already; what was lost with it has been thrown by then.
    await client.end().catch(() => undefined);
  }
}

/**
 * Gives the owner's connection string: `DATABASE_URL`, else that of the clone's own cluster while it runs.
 *
 * @param vars `.dev.vars` with the shell over it
 * @throws when there is neither
 */
export async function ownerUrl(vars: Record<string, string | undefined>): Promise<string> {
  if (vars.DATABASE_URL) return vars.DATABASE_URL;
  const folder = join(PATHS.data, "postgres");
  const running = join(folder, "cluster/postmaster.pid");
  if (!existsSync(running)) {
    throw new Error("start the shop first, or set DATABASE_URL to the owner's connection string");
  }
  const password = (await readFile(join(folder, "superuser-password"), "utf8")).trim();
  // Line 4 of the file is the port. @see PostgreSQL, "Database File Layout"
  const port = (await readFile(running, "utf8")).split("\n")[3];
  return `postgres://postgres:${password}@127.0.0.1:${port}/edgemart`;
}
