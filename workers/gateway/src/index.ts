/** The door of the gateway. */
import { app } from "./app.ts";
import { readGatewayConfig } from "./env.ts";
import { warmUp } from "./warm-up.ts";

export { MetricsRegistry } from "./metrics/registry.ts";

export default {
  fetch: app.fetch,
  scheduled(_event, env, context) {
    context.waitUntil(warmUp(readGatewayConfig(env)));
  },
} satisfies ExportedHandler<Env>;
