/** Bounds a cache folder: a running system may still read a product that is no longer the newest. */
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const KEPT = 3;

/** Removes all but the three newest entries whose name matches. */
export async function dropOlder(folder: string, name: RegExp): Promise<void> {
  const names = (await readdir(folder)).filter((entry) => name.test(entry));
  const aged = await Promise.all(
    names.map(async (entry) => ({ entry, at: (await stat(join(folder, entry))).mtimeMs })),
  );
  for (const { entry } of aged.sort((a, b) => b.at - a.at).slice(KEPT)) {
    await rm(join(folder, entry), { recursive: true, force: true });
  }
}
