/** A system of its own for a test or a benchmark: free ports, random secrets, data that ends with it. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@edgemart/testkit/temp-folder";
import { FREE_PORTS } from "../tools/constellation/ports.ts";
import { type Secrets, throwawaySecrets } from "../tools/constellation/secrets.ts";
import { type Constellation, type ConstellationOptions, raise } from "../tools/constellation.ts";
import { PATHS } from "../tools/paths.ts";
import { ROOT } from "../tools/run-command.ts";
import { claimFolder, noteInFolder } from "../tools/start/owned-folder.ts";
import { copyMigratedCluster } from "./stores/migrated-cluster.ts";

/** Lines of the stores and Workers that an error shows. */
const LAST_WORDS = 40;

/** What a test or benchmark may choose; all the rest follows from being temporary. */
export type TemporaryOptions = Partial<
  Pick<
    ConstellationOptions,
    | "without"
    | "withoutOrders"
    | "vars"
    | "recorder"
    | "databaseTap"
    | "redisTap"
    | "gatewayTap"
    | "onProgress"
    | "log"
    | "onFatal"
    | "isThrowaway"
  >
>;

/** A running system, and the secrets that were made for it; its `stop` removes its data too. */
export interface Temporary extends Constellation {
  secrets: Secrets;
}

/**
 * Raises one. Builds come from the clone's cache, which other systems share.
 *
 * @param name a word for its folder; what an ended process left is swept by the next test run
 * @throws Error as `raise` does, after the last lines of its parts were printed
 */
export async function raiseTemporary(
  name: string,
  options: TemporaryOptions = {},
): Promise<Temporary> {
  const dataDir = await temporaryFolder(name);
  const remove = () => rm(dataDir, { recursive: true, force: true });
  await claimFolder(dataDir);
  // Migrated already: what a first start does is what tests/system/start.test.ts looks at.
  await copyMigratedCluster(join(dataDir, "postgres"));
  const secrets = await throwawaySecrets();
  const words: string[] = [];
  const up = await raise({
    onProgress: () => undefined,
    onFatal: () => undefined,
    isThrowaway: true,
    ...options,
    // An account at once, where mails are not the subject; tests/system/start.test.ts registers as the shop does.
    vars: { ...options.vars, auth: { REGISTER_MODE: "open", ...options.vars?.auth } },
    root: ROOT,
    dataDir,
    cacheDir: PATHS.cache,
    credentialsPath: join(dataDir, "credentials.json"),
    ports: FREE_PORTS,
    secrets,
    log: (line) => {
      words.push(line);
      options.log?.(line);
    },
  }).catch(async (error: unknown) => {
    console.error(words.slice(-LAST_WORDS).join("\n"));
    await remove();
    throw error;
  });
  // Its processes are named in the folder: a sweep ends them when this process was killed.
  await noteInFolder(dataDir);
  return {
    ...up,
    secrets,
    stop: async () => {
      await up.stop();
      await remove();
    },
  };
}
