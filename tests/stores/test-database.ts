/** A private PostgreSQL behind the Neon protocol for one test file: migrated, empty, gone when stopped. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startNeonEndpoint } from "../../tools/local/neon.ts";
import { startPostgres } from "../../tools/local/postgres.ts";
import { workerUrl } from "../../tools/migrate.ts";
import { claimFolder } from "../../tools/start/owned-folder.ts";
import { copyMigratedCluster, DATABASE_NAME, ROLE_PASSWORD } from "./migrated-cluster.ts";

/** A migrated PostgreSQL of a test's own. */
export interface TestDatabase {
  /** Connection string of the owner, over TCP. */
  adminUrl: string;
  /** Connection string of a Worker's role, as its `DATABASE_URL`. */
  urlOf(worker: string): string;
  /** Asks as the owner. */
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

/** Starts it on a copy of the migrated cluster; half a second, two more when migrations have changed. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), "edgemart-test-"));
  await claimFolder(dataDir);
  await copyMigratedCluster(dataDir);
  const silent = () => undefined;
  const own = { dataDir, port: 0, isThrowaway: true };
  const server = await startPostgres({ ...own, log: silent, onFatal: silent });
  const { host, port } = server;
  const endpoint = await startNeonEndpoint({ port: 0, upstream: { host, port }, log: silent });
  const adminUrl = databaseUrl(server.adminUrl);
  const pool = new pg.Pool({ connectionString: adminUrl });
  pool.on("error", silent);
  return {
    adminUrl,
    urlOf: (worker) =>
      workerUrl(`postgres://127.0.0.1:${endpoint.port}/${DATABASE_NAME}`, worker, ROLE_PASSWORD),
    query: async (text, values) => (await pool.query(text, values)).rows,
    async stop() {
      await pool.end();
      await endpoint.stop();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function databaseUrl(adminUrl: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${DATABASE_NAME}`;
  return url.href;
}
