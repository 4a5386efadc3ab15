/** Who runs this clone's system. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";

/** Process id in the lock file, or null when there is none. The process may be gone. */
export async function readHolder(lock: string): Promise<number | null> {
  if (!existsSync(lock)) return null;
  return Number(await readFile(lock, "utf8")) || null;
}
