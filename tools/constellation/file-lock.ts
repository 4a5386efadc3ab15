/** A lock between processes: a file that names its holder, void when the holder is gone. */
import { mkdir, open, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive } from "../local/process-facts.ts";

const WAIT_MS = 300_000;

/**
 * Takes the lock at once or says who holds it.
 *
 * @returns null when taken; else the process id of its live holder
 */
export async function tryLock(path: string): Promise<number | null> {
  await mkdir(dirname(path), { recursive: true });
  for (let tries = 0; tries < 3; tries++) {
    try {
      const file = await open(path, "wx");
      await file.write(String(process.pid));
      await file.close();
      return null;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = Number(await readFile(path, "utf8").catch(() => ""));
    if (holder && isAlive(holder)) return holder;
    await rm(path, { force: true });
  }
  throw new Error(`the lock ${path} can be neither taken nor cleared; remove the file`);
}

/** Runs `work` while holding the lock, waiting up to five minutes for another holder. */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const until = Date.now() + WAIT_MS;
  for (let holder = await tryLock(path); holder !== null; holder = await tryLock(path)) {
    if (Date.now() > until) throw new Error(`process ${holder} holds ${path} for too long`);
    await delay(200);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}
