/** The gateway's health; with `?deep=1` and the operator's token also that of every Worker behind it. */
import { readBearer } from "@edgemart/worker-kit/bearer";
import { problem } from "@edgemart/worker-kit/create-app";
import { withDeadline } from "@edgemart/worker-kit/deadline";
import type { Context } from "hono";
import type { GatewayContext } from "../context.ts";
import type { GatewayConfig } from "../env.ts";
import { ROUTES } from "../routes.ts";

const CHECK_TIMEOUT_MS = 2_000;
const FRESH_MS = 5_000;

interface Checked {
  status: "ok" | "down";
  latencyMs: number;
}
// One answer for all operators within 5 s: a deep check must not be a way to load the Workers.
let last: { atMs: number; services: Record<string, Checked> } | null = null;

export async function health(context: Context): Promise<Response> {
  const c = context as GatewayContext;
  if (c.req.query("deep") !== "1") return c.json({ status: "ok", service: "gateway" });
  const bearer = readBearer(c.req.header("authorization"));
  if (bearer.kind === "none") return problem(c, { code: "token_missing" });
  if (bearer.kind !== "token" || !(await sameSecret(bearer.token, c.var.config.OPERATOR_TOKEN))) {
    return problem(c, { code: "token_invalid" });
  }
  const now = Date.now();
  if (!last || now - last.atMs > FRESH_MS)
    last = { atMs: now, services: await check(c.var.config) };
  const down = Object.values(last.services).some((service) => service.status === "down");
  return c.json(
    { status: down ? "degraded" : "ok", service: "gateway", services: last.services },
    down ? 503 : 200,
  );
}

async function check(config: GatewayConfig): Promise<Record<string, Checked>> {
  const bindings = [...new Set(ROUTES.map((row) => row.to))];
  const checks = bindings.map(async (binding): Promise<[string, Checked]> => {
    const begun = Date.now();
    const answer = await withDeadline(
      config[binding].fetch("https://worker/health"),
      CHECK_TIMEOUT_MS,
    ).catch(() => null);
    // An unread body would keep its connection open.
    await answer?.body?.cancel();
    const status = answer?.ok ? "ok" : "down";
    return [binding.toLowerCase(), { status, latencyMs: Date.now() - begun }];
  });
  return Object.fromEntries(await Promise.all(checks));
}

/** Compares digests, so that the time taken tells nothing of the secret. */
async function sameSecret(presented: string, secret: string): Promise<boolean> {
  const digest = (text: string) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const [a, b] = await Promise.all([digest(presented), digest(secret)]);
  return crypto.subtle.timingSafeEqual(a, b);
}
