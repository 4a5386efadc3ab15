/** Leaves behind what `wrangler dev` in a Worker's folder needs to meet the same stores. */
import { noteInVars, type Secrets, writeWorkerVars } from "../constellation/secrets.ts";
import { IS_HOME, PATHS } from "../paths.ts";
import { ROOT } from "../run-command.ts";
import type { Service } from "../services.ts";

/**
 * Writes each Worker's `.dev.vars`, and the local Redis address into the root file, which is the gateway's.
 *
 * Only the clone's own system does; a second one beside it must not redirect the first.
 */
export async function handOver(
  services: readonly Service[],
  secretsById: Record<string, Secrets>,
  upstashUrl: string,
  vars: Secrets,
): Promise<void> {
  if (!IS_HOME) return;
  for (const service of services) {
    const values = secretsById[service.id];
    if (values && service.folder !== "workers/gateway") {
      await writeWorkerVars(ROOT, service, values);
    }
  }
  if (!vars.UPSTASH_REDIS_REST_URL) {
    await noteInVars(PATHS.vars, { UPSTASH_REDIS_REST_URL: upstashUrl });
  }
}
