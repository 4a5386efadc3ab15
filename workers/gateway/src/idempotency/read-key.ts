/** Decides whether this request makes a claim, and under which key. @see gateway spec A */
import { HEADER } from "@edgemart/contracts/headers";
import { problem } from "@edgemart/worker-kit/create-app";
import type { GatewayMiddleware } from "../context.ts";
import { presentedKey } from "./key.ts";

const EXPLAINED = '</errors/idempotency_key_missing>; rel="describedby"';

export const readIdempotencyKey: GatewayMiddleware = async (c, next) => {
  const { use, methods } = c.get("route").idempotency;
  c.set("idempotencyKey", null);
  c.set("forwardedKey", null);
  if (use === "off" || !methods.includes(c.req.method)) return next();
  const presented = presentedKey(
    c.req.header(HEADER.idempotencyKey),
    c.req.header(HEADER.idempotencyKeyAlias),
    // A forwarded key opens no stored answer here, and the Worker behind knows its caller.
    use !== "forward" && c.get("identity") === null,
  );
  if (!presented.ok) return problem(c, { code: presented.code });
  if (presented.key === null && use === "required") {
    return problem(c, { code: "idempotency_key_missing" }, { link: EXPLAINED });
  }
  c.set(use === "forward" ? "forwardedKey" : "idempotencyKey", presented.key);
  await next();
};
