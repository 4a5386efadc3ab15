/** Fingerprints of source trees: what a build or a picture was made from. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";

const NOT_SOURCE = new Set([
  "node_modules",
  ".wrangler",
  ".next",
  ".open-next",
  ".local",
  ".dev.vars",
  ".env",
  "next-env.d.ts",
  "test",
  "README.md",
]);

/** What a deployment, also a dry run, leaves next to a wrangler file: made from sources, so a build is none the older for it. */
const GENERATED = /^wrangler\..+\.generated\.json$/;

/**
 * Digests files and folders by path and content, tests and products of builds apart.
 *
 * @param paths relative to `root`; a missing one counts as such
 * @returns 16 hex digits
 */
export async function fingerprint(root: string, paths: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of [...paths].sort()) {
    for (const file of await filesOf(join(root, path))) {
      hash.update(`${relative(root, file).split(sep).join("/")}\0`).update(await readFile(file));
    }
  }
  return hash.digest("hex").slice(0, 16);
}

async function filesOf(path: string): Promise<string[]> {
  if (!existsSync(path)) return [];
  if ((await stat(path)).isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  const names = (await readdir(path))
    .filter((name) => !NOT_SOURCE.has(name) && !GENERATED.test(name))
    .sort();
  const nested = await Promise.all(names.map((name) => filesOf(join(path, name))));
  return nested.flat();
}
