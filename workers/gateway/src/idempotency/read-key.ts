/** Decides whether this request makes a claim, and under which key. @see gateway spec A */
import { ANONYMOUS_KEY_CHARS_MIN } from "@edgemart/contracts/idempotency-key";
import { problem } from "@edgemart/worker-kit/create-app";
import { presentedKey } from "@edgemart/worker-kit/presented-key";
import type { GatewayMiddleware } from "../context.ts";

const EXPLAINED = '</errors/idempotency_key_missing>; rel="describedby"';

/** Sets the key that the request claims or hands on; refuses one that is malformed or missing where it is required. */
export const readIdempotencyKey: GatewayMiddleware = async (c, next) => {
  const { use, methods } = c.get("row").idempotency;
  c.set("idempotencyKey", null);
  c.set("forwardedKey", null);
  if (use === "off" || !methods.includes(c.req.method)) return next();
  // A forwarded key opens no stored answer here, and the Worker behind knows its caller.
  const isAnonymous = use !== "forward" && c.get("identity") === null;
  const presented = presentedKey(c.req, isAnonymous ? ANONYMOUS_KEY_CHARS_MIN : 1);
  if (!presented.ok) return problem(c, presented.error);
  if (presented.value === null && use === "required") {
    return problem(c, { code: "idempotency_key_missing" }, { link: EXPLAINED });
  }
  c.set(use === "forward" ? "forwardedKey" : "idempotencyKey", presented.value);
  await next();
};
