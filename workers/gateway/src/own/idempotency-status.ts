/** `/api/idempotency/:key`: what became of a key of the caller's own; never the answer itself. @see gateway spec 15 */

import { idempotencyKeyOf, spellIdempotencyKey } from "@edgemart/contracts/idempotency-key";
import { problem } from "@edgemart/worker-kit/create-app";
import type { Hono } from "hono";
import type { GatewayEnv, GatewayMiddleware } from "../context.ts";
import { idempotencyStore } from "../idempotency/deps.ts";
import { recordId } from "../idempotency/digest.ts";
import { logStoreFailure } from "../idempotency/settle.ts";
import { STATUS_PREFIX } from "../idempotency/status-path.ts";
import { authenticate } from "../policies/authenticate.ts";
import { authorize } from "../policies/authorize.ts";
import { refuseRevoked } from "../policies/refuse-revoked.ts";
import type { Row } from "../table/row.ts";
import { askStore } from "../upstream/guarded-store.ts";

/** The policy of this address. It is no row of the table: no Worker is asked. */
const POLICY: Row = {
  path: STATUS_PREFIX,
  methods: ["GET", "HEAD"],
  to: "MEMBER",
  access: "member",
  idempotency: { use: "off", mode: "retry", ttlSeconds: null, methods: [] },
  limit: null,
  keyedPerMinuteMax: null,
  cache: null,
  bodyBytesMax: 0,
  timeoutMs: 1,
  query: null,
};

const underPolicy: GatewayMiddleware = async (c, next) => {
  c.set("row", POLICY);
  c.set("idempotencyKey", null);
  await next();
};

/** Adds the address, behind the policies that a member's row has. */
export function addIdempotencyStatus(app: Hono<GatewayEnv>): void {
  app.get(
    `${STATUS_PREFIX}/:key`,
    underPolicy,
    authenticate,
    authorize,
    refuseRevoked,
    async (c) => {
      const config = c.get("config");
      const identity = c.get("identity");
      const presented = idempotencyKeyOf(spellIdempotencyKey(c.req.param("key")), undefined);
      if (!presented.ok || presented.value === null || !identity)
        return problem(c, { code: "not_found" });
      const scope = {
        environment: config.ENVIRONMENT,
        issuer: config.AUTH_ISSUER,
        memberId: identity.memberId,
        rowPath: STATUS_PREFIX,
      };
      try {
        const record = await recordId(scope, presented.value);
        const standing = await askStore("standing", config.BREAKER_STORE_FAILURES, () =>
          idempotencyStore(config).standing(record),
        );
        return standing ? c.json(standing) : problem(c, { code: "not_found" });
      } catch (thrown) {
        logStoreFailure(c, "gateway.idempotency_unread", thrown);
        return problem(c, { code: "idempotency_store_unavailable", retryAfterSeconds: 1 });
      }
    },
  );
}
