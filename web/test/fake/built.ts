/** The storefront as it is deployed, built when its sources have changed. */
import { join } from "node:path";
import { buildWorkers } from "../../../tools/constellation/build.ts";
import { PATHS } from "../../../tools/paths.ts";
import { ROOT } from "../../../tools/run-command.ts";
import { discoverServices } from "../../../tools/services.ts";

/** @returns the folder of its modules, for `startWeb` */
export async function builtWeb(): Promise<string> {
  const services = discoverServices(ROOT).filter(({ folder }) => folder === "web");
  const cacheDir = join(PATHS.cache, "build");
  const [built] = await buildWorkers(services, { root: ROOT, cacheDir, onProgress: () => {} });
  if (!built) throw new Error("the storefront has no wrangler file");
  return built.directory;
}
