/** Leaves behind what `wrangler dev` and `next dev` need to meet the same stores, doors and siblings. */
import { dirname, join } from "node:path";
import { oidcVars } from "../constellation/oidc.ts";
import { chosenGateway } from "../constellation/payment-gateway.ts";
import { noteInVars, type Secrets, writeWorkerVars } from "../constellation/secrets.ts";
import { addressVars, type Urls } from "../constellation/worker-bindings.ts";
import { IS_HOME, PATHS } from "../paths.ts";
import { ROOT } from "../run-command.ts";
import type { Service } from "../services.ts";

/** What a Worker that is started by hand needs to know of the system. */
export interface HandedOver {
  /** Every Worker, also those left out: they are the ones that are started by hand. */
  services: readonly Service[];
  secretsById: Record<string, Secrets>;
  /** Where this system's doors are: the chosen ports reach every Worker. */
  urls: Urls;
  upstashUrl: string;
  /** What the root file says. */
  vars: Secrets;
}

const ENV_HEAD = "# Read by Wrangler when it is started in this folder. Git ignores this file.\n";

/**
 * Writes each Worker's `.dev.vars`, and as notes into the root file, which is the gateway's, what it must know; and
 * into the `.env` of each folder, which Wrangler reads as if it were the shell's, where the siblings are found.
 *
 * Only the clone's own system does; a second one next to it must not redirect the first.
 */
export async function handOver(handed: HandedOver): Promise<void> {
  if (!IS_HOME) return;
  const { services, secretsById, urls, vars } = handed;
  for (const { id, folder } of services) {
    const values = secretsById[id];
    if (values && folder !== "workers/gateway") {
      const chosen = id === "payment" ? chosenGateway(vars) : {};
      await writeWorkerVars(ROOT, folder, {
        ...values,
        ...addressVars(id, urls),
        ...chosen,
        ...oidcVars(id, urls, vars),
      });
    }
  }
  await noteInVars(PATHS.vars, {
    ...addressVars("gateway", urls),
    ...(vars.UPSTASH_REDIS_REST_URL ? {} : { UPSTASH_REDIS_REST_URL: handed.upstashUrl }),
  });
  const folders = services.flatMap(({ folder, configPath }) => [folder, dirname(configPath)]);
  for (const folder of new Set(folders)) {
    const registry = { WRANGLER_REGISTRY_PATH: PATHS.registry };
    await noteInVars(join(ROOT, folder, ".env"), registry, ENV_HEAD);
  }
}
