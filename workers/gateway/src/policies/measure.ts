/** Counts every request by its row, and gives `Server-Timing` to a caller who asks for it with `X-Server-Timing: 1`. */
import type { GatewayMiddleware } from "../context.ts";
import { addTo, count, type Histogram, histogramOf, observe, seriesOf } from "../metrics/counts.ts";
import { tellLater } from "../metrics/tell.ts";
import { headersOf } from "../upstream/relay.ts";

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Measures what comes after it; the first policy. */
export const measure: GatewayMiddleware = async (c, next) => {
  const begunMs = Date.now();
  c.set("timings", []);
  await next();
  const seconds = (Date.now() - begunMs) / 1000;
  const route = c.get("row")?.path ?? ownRoute(c.req.path);
  addTo(requestSeries(route, c.req.method, c.res.status));
  observe(durationsOf(route), seconds);
  const outcome = c.res.headers.get("idempotency-status");
  if (outcome) count("gateway_idempotency_total", { outcome });
  const cache = c.res.headers.get("x-cache");
  if (cache) count("gateway_cache_total", { result: cache });
  if (c.req.header("x-server-timing") === "1") {
    const phases = [...c.get("timings"), { name: "total", ms: seconds * 1000 }];
    const text = phases.map(({ name, ms }) => `${name};dur=${ms}`).join(", ");
    headersOf(c).set("server-timing", text);
  }
  tellLater(c.get("config").METRICS, c.executionCtx);
};

// Names of series, written once: rows × methods × statuses, so few.
const requests = new Map<string, string>();
const durations = new Map<string, Histogram>();

function requestSeries(route: string, presented: string, status: number): string {
  const method = METHODS.has(presented) ? presented : "other";
  const key = `${status} ${method} ${route}`;
  let series = requests.get(key);
  if (!series) {
    series = seriesOf("gateway_requests_total", { route, method, status });
    requests.set(key, series);
  }
  return series;
}

function durationsOf(route: string): Histogram {
  let histogram = durations.get(route);
  if (!histogram) {
    histogram = histogramOf("gateway_request_duration_seconds", { route });
    durations.set(route, histogram);
  }
  return histogram;
}

/** Addresses of the gateway's own, without what a caller can choose. */
function ownRoute(path: string): string {
  const known =
    /^\/(health|metrics|openapi\.json|docs|errors|\.well-known\/jwks\.json|api\/idempotency)(\/|$)/;
  const name = known.exec(path)?.[1];
  return name ? `/${name}` : "none";
}
