/** The gateway as a list: what happens to a request, in order. */
import { isRedisOutage } from "@edgemart/redis/errors";
import { createApp } from "@edgemart/worker-kit/create-app";
import { cached } from "./cache/cached.ts";
import type { GatewayVariables } from "./context.ts";
import { type GatewayConfig, readGatewayConfig } from "./env.ts";
import { idempotent } from "./idempotency/idempotent.ts";
import { readIdempotencyKey } from "./idempotency/read-key.ts";
import { addDocs } from "./own/docs.ts";
import { addErrorPages } from "./own/errors.ts";
import { health } from "./own/health.ts";
import { addIdempotencyStatus } from "./own/idempotency-status.ts";
import { addKeySet } from "./own/jwks.ts";
import { addMetrics } from "./own/metrics.ts";
import { authenticate } from "./policies/authenticate.ts";
import { authorize } from "./policies/authorize.ts";
import { crossOrigin } from "./policies/cross-origin.ts";
import { limitBody } from "./policies/limit-body.ts";
import { limitRate } from "./policies/limit-rate.ts";
import { logRequest } from "./policies/log-request.ts";
import { matchRow } from "./policies/match-row.ts";
import { measure } from "./policies/measure.ts";
import { refuseRevoked } from "./policies/refuse-revoked.ts";

const app = createApp<GatewayConfig, unknown, GatewayVariables>({
  service: "gateway",
  readConfig: readGatewayConfig,
  isOutage: isRedisOutage,
  health,
});

app.use(measure, logRequest, crossOrigin);

addKeySet(app);
addErrorPages(app);
addDocs(app);
addIdempotencyStatus(app);
addMetrics(app);

// Nothing answered before `idempotent` ever touches a key.
app.all(
  "*",
  matchRow,
  limitBody,
  authenticate,
  authorize,
  limitRate,
  readIdempotencyKey,
  refuseRevoked,
  cached,
  idempotent,
);

export { app };
