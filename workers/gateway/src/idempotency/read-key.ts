/** Decides whether this request makes a claim, and under which key. @see gateway spec A */
import { HEADER } from "@edgemart/contracts/headers";
import { problem } from "@edgemart/worker-kit/create-app";
import type { GatewayMiddleware } from "../context.ts";
import { presentedKey } from "./key.ts";

export const readIdempotencyKey: GatewayMiddleware = async (c, next) => {
  const { use, methods } = c.var.route.idempotency;
  c.set("idempotencyKey", null);
  if (use === "off" || !methods.includes(c.req.method)) return next();
  const presented = presentedKey(
    c.req.header(HEADER.idempotencyKey),
    c.req.header(HEADER.idempotencyKeyAlias),
    c.var.identity === null,
  );
  if (!presented.ok) return problem(c, { code: presented.code });
  if (presented.key === null && use === "required") {
    const link = '</errors/idempotency_key_missing>; rel="describedby"';
    return problem(c, { code: "idempotency_key_missing" }, { link });
  }
  c.set("idempotencyKey", presented.key);
  await next();
};
