/** Writes what Workers are in an environment, for Wrangler alone. */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { environmentConfig } from "./deploy/environment-config.ts";
import {
  type Environment,
  EnvironmentFileError,
  readEnvironmentFile,
} from "./deploy/environment-file.ts";
import type { Service } from "./services.ts";

/**
 * Makes the writer of generated configurations: next to the local file, so that its relative paths mean the same.
 *
 * @throws EnvironmentFileError when the environment has no file
 */
export function configWriter(root: string, environment: Environment) {
  const file = readEnvironmentFile(root, environment);
  if (!file) throw new EnvironmentFileError(`there is no deploy/${environment}.jsonc`);
  return (service: Service): string => {
    const folder = dirname(service.configPath);
    const path = join(folder, `wrangler.${environment}.generated.json`);
    const config = environmentConfig(service.local, service.id, environment, file);
    writeFileSync(join(root, path), `${JSON.stringify(config, null, 2)}\n`);
    return path;
  };
}
