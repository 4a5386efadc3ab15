/** `/metrics`: everything counted, as Prometheus text, for the operator. */
import type { Hono } from "hono";
import { z } from "zod";
import type { GatewayEnv } from "../context.ts";
import { exposition } from "../metrics/exposition.ts";
import { registryOf, tell } from "../metrics/tell.ts";
import { refuseStranger } from "./operator.ts";

const Series = z.record(z.string(), z.number());
const TEXT = { "content-type": "text/plain; version=0.0.4; charset=utf-8" };

/** Adds `/metrics`, for the operator's token. */
export function addMetrics(app: Hono<GatewayEnv>): void {
  app.get("/metrics", async (c) => {
    const refusal = await refuseStranger(c);
    if (refusal) return refusal;
    const registry = c.get("config").METRICS;
    // What this isolate counted is reported first; others report within a second.
    await tell(registry);
    const answer = await registryOf(registry).fetch("https://metrics/");
    return c.body(exposition(Series.parse(await answer.json())), 200, TEXT);
  });
}
