/** Temporary folders that name their owner, so that what a killed process left in one can be found and ended. */
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "../local/loopback.ts";
import { endOrphanedPostgres } from "../local/postgres.ts";
import { endOrphanedRedis } from "../local/redis.ts";
import { type Identity, identityOf, isRunning } from "../process-facts.ts";
import { clearLeftovers, noteRun } from "./leftovers.ts";

const OWNER_FILE = ".owner";
const RUN_FILE = "run.json";

/** Writes down that this process uses the folder. */
export async function claimFolder(folder: string): Promise<void> {
  const me = await identityOf(process.pid);
  if (me) await writeFile(join(folder, OWNER_FILE), JSON.stringify(me));
}

/** Notes what this process runs by now, for the sweep that follows its own death. */
export function noteInFolder(folder: string): Promise<void> {
  return noteRun(join(folder, RUN_FILE), {});
}

/**
 * Ends the stores and noted processes and removes the claimed folders `<prefix>*` whose owner is gone. Unclaimed ones are left alone.
 *
 * Stores stand in the folder itself, in `postgres` and `redis` below it, in a system's `data`, or in a clone's `.local/data`.
 */
export async function sweepAbandoned(prefix: string, log: Log, parent = tmpdir()): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(parent, name);
    const owner = await readOwner(folder);
    if (!owner || (await isRunning(owner))) continue;
    try {
      const locals = [folder, join(folder, ".local")];
      for (const local of locals) await clearLeftovers(join(local, RUN_FILE), log);
      for (const data of locals.flatMap((local) => [local, join(local, "data")])) {
        for (const place of [data, join(data, "postgres")]) await endOrphanedPostgres(place, log);
        for (const place of [data, join(data, "redis")]) await endOrphanedRedis(place, log);
      }
      await rm(folder, { recursive: true, force: true });
      log(`cleared ${folder}, which a killed run left behind`);
    } catch (error) {
      // In use after all, or owned by another user: a run of tests does not depend on it.
      log(`${folder} stays: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

async function readOwner(folder: string): Promise<Identity | null> {
  const text = await readFile(join(folder, OWNER_FILE), "utf8").catch(() => "");
  try {
    const { pid, started } = JSON.parse(text) as Partial<Identity>;
    return typeof pid === "number" && typeof started === "string" ? { pid, started } : null;
  } catch {
    return null;
  }
}
