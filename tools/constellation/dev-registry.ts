/** Where `wrangler dev` processes of this machine look for each other's Workers. */
import { existsSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import xdgAppPaths from "xdg-app-paths";

/**
 * Gives the folder Wrangler itself uses; Wrangler does not export it.
 *
 * `WRANGLER_REGISTRY_PATH`, else `registry` in Wrangler's configuration folder: `~/.wrangler` when it exists, else
 * the platform's own.
 */
export function wranglerDevRegistry(): string {
  const legacy = join(homedir(), ".wrangler");
  const isLegacy = existsSync(legacy) && statSync(legacy).isDirectory();
  const folder = isLegacy ? legacy : xdgAppPaths(".wrangler").config();
  return process.env.WRANGLER_REGISTRY_PATH ?? join(folder, "registry");
}
