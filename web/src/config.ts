/** The storefront's configuration where pages run; only on the server. */
import { getCloudflareContext } from "@opennextjs/cloudflare";
import { readWebConfig, type WebConfig } from "./env.ts";

export function webConfig(): WebConfig {
  return readWebConfig(getCloudflareContext().env);
}
