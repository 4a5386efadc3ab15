/** The scheduled visit: home and every health, so that databases and caches stay warm and a silence is noticed. */

import { HEADER } from "@edgemart/contracts/headers";
import { withDeadline } from "@edgemart/worker-kit/deadline";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { continueTrace, requestIdFrom } from "@edgemart/worker-kit/trace";
import type { GatewayConfig } from "../env.ts";
import { count } from "../metrics/counts.ts";
import { tell } from "../metrics/tell.ts";
import { BINDINGS, type Binding } from "../table/workers.ts";

const VISIT_MS_MAX = 10_000;
interface Visit {
  to: Binding;
  path: string;
}
const VISITS: readonly Visit[] = [
  { to: "BFF", path: "/api/home" },
  ...BINDINGS.map((to) => ({ to, path: "/health" })),
];

/** Visits all at once; a visit that fails is counted and logged, and ends no other. */
export async function warmUp(config: GatewayConfig): Promise<void> {
  // One round is one trace, as a request would be.
  const headers = {
    [HEADER.requestId]: requestIdFrom(null),
    [HEADER.traceparent]: continueTrace(null),
  };
  await Promise.all(VISITS.map((visit) => pay(visit, config, headers)));
  await tell(config.METRICS);
}

async function pay(
  { to, path }: Visit,
  config: GatewayConfig,
  headers: Record<string, string>,
): Promise<void> {
  const labels = { to, path };
  try {
    const answer = await withDeadline(
      config[to].fetch(`https://gateway${path}`, { headers }),
      VISIT_MS_MAX,
    );
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`it answered ${answer.status}`);
    count("gateway_warmup_total", { ...labels, result: "ok" });
  } catch (thrown) {
    count("gateway_warmup_total", { ...labels, result: "failed" });
    log("error", "gateway.warmup_failed", { ...labels, reason: reasonOf(thrown) });
  }
}
