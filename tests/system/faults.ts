/** Ways to take one dependency away from a running system, and to give it back. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { withAdmin } from "../../tools/admin-client.ts";
import type { Constellation } from "../../tools/constellation.ts";

const run = promisify(execFile);

/** Freezes a store with all its processes while `look` looks: it neither answers nor dies. */
export async function frozen(
  up: Constellation,
  store: "postgres" | "redis",
  look: () => Promise<void>,
): Promise<void> {
  const pid = up.stores.pids()[store];
  if (pid === undefined) throw new Error(`${store} is not ours to freeze`);
  const pids = [pid, ...(await childrenOf(pid))];
  for (const each of pids) process.kill(each, "SIGSTOP");
  try {
    await look();
  } finally {
    for (const each of pids) process.kill(each, "SIGCONT");
  }
}

/** PostgreSQL serves each connection by a process of its own. */
async function childrenOf(parent: number): Promise<number[]> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid="]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (ppid === parent && pid !== undefined ? [pid] : []));
}

/** Shuts Workers out of the database, each at once and with an error: to their callers they are dead. */
export async function dead(
  up: Constellation,
  workers: readonly string[],
  look: () => Promise<void>,
): Promise<void> {
  const roles = workers.map((worker) => `edgemart_${worker}`);
  const say = (word: string) =>
    withAdmin(databaseOf(up), async (client) => {
      for (const role of roles) await client.query(`alter role ${role} ${word}`);
      await client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = any($1)",
        [roles],
      );
    });
  await say("nologin");
  try {
    await look();
  } finally {
    await say("login");
  }
}

/** Holds every table of a Worker's schema, so that it waits for its database until somebody's deadline. */
export async function hanging(
  up: Constellation,
  schema: string,
  look: () => Promise<void>,
): Promise<void> {
  await withAdmin(databaseOf(up), async (client) => {
    const { rows } = await client.query(
      "select string_agg(format('%I.%I', schemaname, tablename), ', ') as all from pg_tables where schemaname = $1",
      [schema],
    );
    await client.query(`begin; lock table ${rows[0].all} in access exclusive mode`);
    await look();
    await client.query("rollback");
  });
}

function databaseOf(up: Constellation): string {
  return up.stores.adminUrl;
}
