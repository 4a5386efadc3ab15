/** The operator's token: opens what only the operators of the platform may see. */
import { readBearer } from "@edgemart/worker-kit/bearer";
import { problem } from "@edgemart/worker-kit/create-app";
import type { GatewayContext } from "../context.ts";

/** Gives the refusal of a caller who is not the operator, or null. */
export async function refuseStranger(c: GatewayContext): Promise<Response | null> {
  const bearer = readBearer(c.req.header("authorization"));
  if (bearer.kind === "none") return problem(c, { code: "token_missing" });
  if (bearer.kind === "token" && (await sameSecret(bearer.token, c.get("config").OPERATOR_TOKEN))) {
    return null;
  }
  return problem(c, { code: "token_invalid" });
}

/** Compares digests, so that the time taken says nothing about the secret. */
async function sameSecret(presented: string, secret: string): Promise<boolean> {
  const digest = (text: string) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const [a, b] = await Promise.all([digest(presented), digest(secret)]);
  return crypto.subtle.timingSafeEqual(a, b);
}
