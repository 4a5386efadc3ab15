/** Which packages a Worker's bundle may hold: what a build is made of besides the Worker's own folder. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** For tools and tests alone: a change in them leaves every bundle as it is. The architecture test keeps Workers from them. */
const NEVER_BUNDLED: readonly string[] = ["demo-pictures", "testkit"];

/** Lists their folders, relative to `root`. */
export function bundledPackages(root: string): string[] {
  return readdirSync(join(root, "packages"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NEVER_BUNDLED.includes(entry.name))
    .map((entry) => `packages/${entry.name}`);
}
