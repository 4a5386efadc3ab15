/** The gateway's configuration on a laptop and in each environment, as it is sent to Cloudflare. */
import { environmentConfig } from "../../../tools/deploy/environment-config.ts";
import { ENVIRONMENTS, readEnvironmentFile } from "../../../tools/deploy/environment-file.ts";
import { ROOT } from "../../../tools/run-command.ts";
import { discoverServices } from "../../../tools/services.ts";

/** As much of a configuration as tests of the gateway read. */
export interface Configuration {
  vars: Record<string, number | string>;
  ratelimits: { name: string; namespace_id: string; simple: { limit: number; period: number } }[];
}

/** Gives the configuration of the wrangler file, and those made from it by `deploy/`, by their names. */
export function configurations(): Record<string, Configuration> {
  const gateway = discoverServices(ROOT).find(({ id }) => id === "gateway");
  if (!gateway) throw new Error("there is no gateway");
  const { local, id } = gateway;
  const made = ENVIRONMENTS.map((name) => {
    const chosen = readEnvironmentFile(ROOT, name);
    if (!chosen) throw new Error(`there is no deploy/${name}.jsonc`);
    return [name, environmentConfig(local, id, name, chosen)];
  });
  // Guarantee of the cast: the gateway's wrangler file has both tables, which its tests read.
  return { local, ...Object.fromEntries(made) } as unknown as Record<string, Configuration>;
}
