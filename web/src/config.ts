/** The storefront's configuration where pages run; only on the server. */
import { getCloudflareContext } from "@opennextjs/cloudflare";
import { readWebConfig, type WebConfig } from "./env.ts";

/** Reads the configuration from the Worker's bindings; parsed once for each isolate. */
export function webConfig(): WebConfig {
  return readWebConfig(getCloudflareContext().env);
}
