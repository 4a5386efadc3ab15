/** A lock between processes: a file that names its holder, without effect when the holder has ended. */
import { createHash, randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Identity, identityOf, isRunning } from "../process-facts.ts";

const WAIT_MS = 300_000;
/** Taking a lock that no one holds is a matter of milliseconds, also among many. */
const SETTLE_MS = 10_000;

/**
 * Takes the lock at once or says who holds it.
 *
 * @returns null when taken; else the process id of its live holder
 */
export async function tryLock(path: string): Promise<number | null> {
  await mkdir(dirname(path), { recursive: true });
  const me = (await identityOf(process.pid)) ?? { pid: process.pid, started: "" };
  // Written completely before it has the lock's name: no one ever reads a lock without a holder. The random part makes
  // each lock another one, which is what clearing goes by.
  const draft = `${path}.${randomBytes(8).toString("hex")}`;
  await writeFile(draft, JSON.stringify({ ...me, nonce: randomBytes(8).toString("hex") }));
  try {
    for (const until = Date.now() + SETTLE_MS; Date.now() < until; await delay(5)) {
      const taken = await link(draft, path).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code !== "EEXIST") throw error;
          return false;
        },
      );
      if (taken) return null;
      const text = await read(path);
      if (text === null) continue;
      const holder = holderIn(text);
      if (holder && (await isRunning(holder))) return holder.pid;
      await clear(path, text);
    }
  } finally {
    await rm(draft, { force: true });
  }
  throw new Error(`the lock ${path} can be neither taken nor cleared; remove the file`);
}

/** Gives back a lock this process holds. */
export async function releaseLock(path: string): Promise<void> {
  await rm(path, { force: true });
}

/** Process id of the live holder, or null when no one holds it. */
export async function readHolder(path: string): Promise<number | null> {
  const holder = holderIn((await read(path)) ?? "");
  return holder && (await isRunning(holder)) ? holder.pid : null;
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
    await releaseLock(path);
  }
}

/**
 * Removes an abandoned lock, and never the next one: only who holds the lock on removing this very text may do so.
 *
 * Two that read the same abandoned lock would else delete each other's new one. A remover that is killed leaves an abandoned
 * lock on the removal, which is cleared the same way.
 */
async function clear(path: string, text: string): Promise<void> {
  const removal = `${path}.${createHash("sha256").update(text).digest("hex").slice(0, 16)}.void`;
  if ((await tryLock(removal)) !== null) return;
  try {
    if ((await read(path)) === text) await rm(path, { force: true });
  } finally {
    await releaseLock(removal);
  }
}

async function read(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}

function holderIn(text: string): Identity | null {
  try {
    const { pid, started } = JSON.parse(text) as Partial<Identity>;
    return typeof pid === "number" && typeof started === "string" ? { pid, started } : null;
  } catch {
    return null; // not a lock of ours: as good as abandoned
  }
}
