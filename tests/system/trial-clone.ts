/** A second clone of this repository's sources, to change and to start as somebody's own: the real one stays as it is. */
import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { ROOT } from "../../tools/run-command.ts";
import { claimFolder, sweepAbandoned } from "../../tools/start/owned-folder.ts";

/** What is made, kept or installed in a clone, and is not its source. */
const NOT_SOURCE = new Set([
  "node_modules",
  "coverage",
  ".git",
  ".local",
  ".next",
  ".open-next",
  ".wrangler",
  ".vitest",
  ".dev.vars",
  ".env",
]);

/**
 * Makes one below `.local`, where packages are found in the folders above it and git sees nothing of it.
 *
 * Its own packages are its own, so that a change in it is a change; builds and pictures are shared with the clone.
 */
export async function trialClone(): Promise<{ folder: string; remove(): Promise<void> }> {
  const parent = join(ROOT, ".local");
  await sweepAbandoned("trial-", (line) => console.log(line), parent);
  const folder = await mkdtemp(join(parent, "trial-"));
  // PostgreSQL's own user passes through, when the tests run as root.
  await chmod(folder, 0o755);
  await claimFolder(folder);
  const isSource = (path: string) => !NOT_SOURCE.has(basename(path));
  for (const name of (await readdir(ROOT)).filter(isSource)) {
    await cp(join(ROOT, name), join(folder, name), { recursive: true, filter: isSource });
  }
  const packages = "node_modules/@edgemart";
  await cp(join(ROOT, packages), join(folder, packages), {
    recursive: true,
    verbatimSymlinks: true,
  });
  // Programs, and what a Worker reads from there by its path.
  for (const name of [".bin", "swagger-ui-dist"]) {
    await symlink(join(ROOT, "node_modules", name), join(folder, "node_modules", name));
  }
  await mkdir(join(folder, ".local"));
  await symlink(join(parent, "cache"), join(folder, ".local/cache"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
