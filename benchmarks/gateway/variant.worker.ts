/** The gateway built up policy by policy, next to the least a Hono proxy can be. `VARIANT` is set at the build. */
import { createApp } from "@edgemart/worker-kit/create-app";
import { log } from "@edgemart/worker-kit/log";
import { Hono } from "hono";
import { cached } from "../../workers/gateway/src/cache/cached.ts";
import type { GatewayMiddleware, GatewayVariables } from "../../workers/gateway/src/context.ts";
import { type GatewayConfig, readGatewayConfig } from "../../workers/gateway/src/env.ts";
import { idempotent } from "../../workers/gateway/src/idempotency/idempotent.ts";
import { readIdempotencyKey } from "../../workers/gateway/src/idempotency/read-key.ts";
import { authenticate } from "../../workers/gateway/src/policies/authenticate.ts";
import { authorize } from "../../workers/gateway/src/policies/authorize.ts";
import { crossOrigin } from "../../workers/gateway/src/policies/cross-origin.ts";
import { limitBody } from "../../workers/gateway/src/policies/limit-body.ts";
import { limitRate } from "../../workers/gateway/src/policies/limit-rate.ts";
import { logRequest } from "../../workers/gateway/src/policies/log-request.ts";
import { matchRow } from "../../workers/gateway/src/policies/match-row.ts";
import { measure } from "../../workers/gateway/src/policies/measure.ts";
import { refuseRevoked } from "../../workers/gateway/src/policies/refuse-revoked.ts";
import { forward } from "../../workers/gateway/src/upstream/forward.ts";
import { passOn } from "../../workers/gateway/src/upstream/relay.ts";

declare const VARIANT: string;

export { MetricsRegistry } from "../../workers/gateway/src/metrics/registry.ts";

const unset: GatewayMiddleware = async (c, next) => {
  c.set("timings", []);
  c.set("identity", null);
  c.set("idempotencyKey", null);
  c.set("forwardedKey", null);
  await next();
};
const proxied: GatewayMiddleware = async (c) => passOn(c, (await forward(c, null)).response);

const ROUTED = [unset, matchRow, limitBody];
const TOKEN = [...ROUTED, authenticate, authorize];
const SESSION = [...TOKEN, limitRate, readIdempotencyKey, refuseRevoked];
const KEYS = [...SESSION, cached, idempotent];
const CHAINS: Record<string, GatewayMiddleware[]> = {
  routed: [...ROUTED, proxied],
  token: [...TOKEN, proxied],
  session: [...SESSION, proxied],
  keys: KEYS,
  metrics: [measure, ...KEYS],
  origin: [measure, crossOrigin, ...KEYS],
  all: [measure, logRequest, crossOrigin, ...KEYS],
};

/** The least: a request goes to the Worker behind and its answer back, with or without a line that says so. */
function bare(isLogged: boolean) {
  const app = new Hono<{ Bindings: { MEMBER: Fetcher } }>();
  app.all("*", async (c) => {
    if (!isLogged) return c.env.MEMBER.fetch(c.req.raw);
    const begunMs = Date.now();
    const answer = await c.env.MEMBER.fetch(c.req.raw);
    log("info", "proxy.request", {
      requestId: crypto.randomUUID(),
      method: c.req.method,
      path: c.req.path,
      status: answer.status,
      durationMs: Date.now() - begunMs,
    });
    return answer;
  });
  return app;
}

function chained(chain: GatewayMiddleware[]) {
  const app = createApp<GatewayConfig, GatewayVariables>({
    service: "gateway",
    readConfig: readGatewayConfig,
  });
  for (const policy of chain) app.use("*", policy);
  return app;
}

const app = CHAINS[VARIANT] ? chained(CHAINS[VARIANT]) : bare(VARIANT === "logged");
export default { fetch: app.fetch };
