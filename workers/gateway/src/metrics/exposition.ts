/** Counted series → Prometheus text. Pure. @see https://prometheus.io/docs/instrumenting/exposition_formats/ */
import { BUCKETS_SECONDS } from "./counts.ts";

/** Every metric of the gateway: what ops/ may ask for. */
export const METRICS = {
  gateway_requests_total: ["counter", "Requests by row of the route table, method and status."],
  gateway_request_duration_seconds: ["histogram", "Time to the answer by row of the route table."],
  gateway_idempotency_total: ["counter", "Keyed requests by outcome, as in Idempotency-Status."],
  gateway_cache_total: ["counter", "Requests of cached rows by result, as in X-Cache."],
  gateway_rate_limited_total: ["counter", "Requests refused with 429, by limit."],
  gateway_store_errors_total: ["counter", "Calls to Redis that failed or were not made."],
  gateway_breaker_transitions_total: ["counter", "Openings and closings of circuits."],
  gateway_breaker_open: ["gauge", "1 while a circuit is open, as last told by any isolate."],
  gateway_upstream_retries_total: ["counter", "Reads sent a second time, by Worker."],
  gateway_warmup_total: ["counter", "Scheduled visits by address and result."],
} as const satisfies Record<
  string,
  readonly [type: "counter" | "gauge" | "histogram", help: string]
>;

/** Renders all series, each metric with its help and type; histogram buckets become cumulative. */
export function exposition(series: Readonly<Record<string, number>>): string {
  const lines: string[] = [];
  for (const [name, [type, help]] of Object.entries(METRICS)) {
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
    if (type === "histogram") lines.push(...histogram(name, series));
    else lines.push(...plain(name, series));
  }
  return `${lines.join("\n")}\n`;
}

function plain(name: string, series: Readonly<Record<string, number>>): string[] {
  return Object.entries(series)
    .filter(([key]) => key === name || key.startsWith(`${name}{`))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key} ${value}`);
}

function histogram(name: string, series: Readonly<Record<string, number>>): string[] {
  return plain(`${name}_count`, series).flatMap((line) => {
    const labels = /\{(.*)\} [^ ]+$/.exec(line)?.[1] ?? "";
    const of = (le: string | number) => series[`${name}_bucket{${labels},le="${le}"}`] ?? 0;
    let sum = 0;
    const buckets = [...BUCKETS_SECONDS, "+Inf"].map((le) => {
      sum += of(le);
      return `${name}_bucket{${labels},le="${le}"} ${sum}`;
    });
    return [...buckets, `${name}_sum{${labels}} ${series[`${name}_sum{${labels}}`] ?? 0}`, line];
  });
}
