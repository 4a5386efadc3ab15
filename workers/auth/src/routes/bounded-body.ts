/** Reads a JSON body first and refuses what does not parse later: strangers and the throttled learn nothing of it. */
import { strictJson } from "@edgemart/worker-kit/validate";
import type { AuthMiddleware } from "./route.ts";

const BODY_BYTES_MAX = 16 * 1024;
const readJson = strictJson(BODY_BYTES_MAX);

/** Answers 415, 413 and 408 now; a 400 waits for `parsedBody`. */
export const boundedBody: AuthMiddleware = async function boundedBody(c, next) {
  const refusal = (await readJson(c, async () => undefined)) ?? null;
  if (refusal && refusal.status !== 400) return refusal;
  c.set("bodyRefusal", refusal);
  await next();
};

/** Answers the 400 that `boundedBody` kept back. */
export const parsedBody: AuthMiddleware = async function parsedBody(c, next) {
  if (c.var.bodyRefusal) return c.var.bodyRefusal;
  await next();
};
