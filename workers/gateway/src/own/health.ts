/** The gateway's health; with `?deep=1` and the operator's token also that of every Worker behind it. */
import { HEADER } from "@edgemart/contracts/headers";
import { withDeadline } from "@edgemart/worker-kit/deadline";
import type { Context } from "hono";
import type { GatewayContext } from "../context.ts";
import { BINDINGS } from "../table/workers.ts";
import { refuseStranger } from "./operator.ts";

const CHECK_TIMEOUT_MS = 2_000;
const FRESH_MS = 5_000;

interface Checked {
  status: "ok" | "down";
  latencyMs: number;
}
// One answer for all operators within 5 s: a deep check must not be a way to load the Workers.
let last: { atMs: number; services: Record<string, Checked> } | null = null;

/** Answers `/health`: at once, or with `deep=1` after every Worker was asked. */
export async function health(context: Context): Promise<Response> {
  const c = context as GatewayContext;
  if (c.req.query("deep") !== "1") return c.json({ status: "ok", service: "gateway" });
  const refusal = await refuseStranger(c);
  if (refusal) return refusal;
  const now = Date.now();
  if (!last || now - last.atMs > FRESH_MS) last = { atMs: now, services: await check(c) };
  const down = Object.values(last.services).some((service) => service.status === "down");
  return c.json(
    { status: down ? "degraded" : "ok", service: "gateway", services: last.services },
    down ? 503 : 200,
  );
}

async function check(c: GatewayContext): Promise<Record<string, Checked>> {
  const config = c.get("config");
  const headers = {
    [HEADER.requestId]: c.get("requestId"),
    [HEADER.traceparent]: c.get("traceparent"),
  };
  const checks = BINDINGS.map(async (binding): Promise<[string, Checked]> => {
    const begun = Date.now();
    const answer = await withDeadline(
      config[binding].fetch("https://worker/health", { headers }),
      CHECK_TIMEOUT_MS,
    ).catch(() => null);
    // An unread body would keep its connection open.
    await answer?.body?.cancel();
    const status = answer?.ok ? "ok" : "down";
    return [binding.toLowerCase(), { status, latencyMs: Date.now() - begun }];
  });
  return Object.fromEntries(await Promise.all(checks));
}
