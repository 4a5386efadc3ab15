/** The doors of the gateway: the public one, and the storefront's. */
import { WorkerEntrypoint } from "cloudflare:workers";
import { app } from "./app.ts";
import { readGatewayConfig } from "./env.ts";
import { warmUp } from "./own/warm-up.ts";
import { markStorefront } from "./upstream/shopper.ts";

export { MetricsRegistry } from "./metrics/registry.ts";

export default {
  fetch: app.fetch,
  scheduled(_event, env, context) {
    context.waitUntil(warmUp(readGatewayConfig(env)));
  },
} satisfies ExportedHandler<Env>;

/** Takes the storefront's word of who its visitor is: no address leads here, only web's binding. */
export class StorefrontDoor extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Response | Promise<Response> {
    return app.fetch(markStorefront(request), this.env, this.ctx);
  }
}
