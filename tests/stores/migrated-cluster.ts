/** A migrated PostgreSQL cluster kept on disk, from which each test copies its own: initdb and migrations run once per state. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { dropOlder } from "../../tools/constellation/drop-older.ts";
import { withLock } from "../../tools/constellation/file-lock.ts";
import { fingerprint } from "../../tools/constellation/fingerprint.ts";
import { startPostgres } from "../../tools/local/postgres.ts";
import { migrate, migratedWorkers } from "../../tools/migrate.ts";
import { PATHS } from "../../tools/paths.ts";
import { ROOT } from "../../tools/run-command.ts";

const run = promisify(execFile);

/** Password of each Worker's role in a test's cluster. */
export const ROLE_PASSWORD = "test-password-of-a-role";
/** The one database of a cluster. */
export const DATABASE_NAME = "edgemart";

/** What decides how a new cluster looks, besides the migrations: how it is made, and PostgreSQL's version. */
const MAKERS = [
  "tools/local/postgres-cluster.ts",
  "tools/migrate.ts",
  "tests/stores/migrated-cluster.ts",
  "package-lock.json",
];

/** Copies the migrated cluster into a data directory that has none; it is made first when migrations have changed. */
export async function copyMigratedCluster(dataDir: string): Promise<void> {
  const template = await migratedCluster();
  await mkdir(dataDir, { recursive: true });
  // With owners and modes: PostgreSQL refuses a directory that is not its own.
  await run("cp", ["-Rp", `${template}/.`, dataDir]);
}

async function migratedCluster(): Promise<string> {
  const workers = await migratedWorkers();
  const migrations = workers.map((worker) => `workers/${worker}/db/migrations`);
  const state = await fingerprint(ROOT, [...migrations, ...MAKERS]);
  const folder = join(PATHS.cache, "postgres");
  const template = join(folder, state);
  if (existsSync(template)) return template;
  return withLock(join(folder, "template.lock"), async () => {
    if (existsSync(template)) return template;
    const draft = `${template}.draft`;
    await rm(draft, { recursive: true, force: true });
    await makeCluster(draft, workers);
    await rename(draft, template);
    await dropOlder(folder, /^[0-9a-f]{16}$/);
    return template;
  });
}

async function makeCluster(dataDir: string, workers: readonly string[]): Promise<void> {
  const silent = () => undefined;
  const own = { dataDir, port: 0, isThrowaway: true };
  const server = await startPostgres({ ...own, log: silent, onFatal: silent });
  try {
    await server.ensureDatabase(DATABASE_NAME);
    const adminUrl = new URL(server.adminUrl);
    adminUrl.pathname = `/${DATABASE_NAME}`;
    const roles = workers.map((worker) => [worker, { password: ROLE_PASSWORD }]);
    await migrate({ adminUrl: adminUrl.href, roles: Object.fromEntries(roles) });
  } finally {
    await server.stop();
  }
}
