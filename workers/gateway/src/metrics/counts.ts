/** What this isolate counted since it last told: plain additions, so that a request pays nothing for it. */

/** Upper bounds of the latency histogram, in seconds. */
export const BUCKETS_SECONDS = [
  0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20,
] as const;

export type Labels = Readonly<Record<string, string | number>>;
/** Series as Prometheus writes it → what to add, or for a gauge the value. */
export interface Counted {
  add: Record<string, number>;
  set: Record<string, number>;
}

const SERIES_MAX = 5_000;
let added = new Map<string, number>();
let gauges = new Map<string, number>();

/** Adds to a counter. */
export function count(name: string, labels: Labels = {}, by = 1): void {
  const key = seriesOf(name, labels);
  // A label that a caller could choose would grow without bound; none is, and this is the net below.
  if (added.size >= SERIES_MAX && !added.has(key)) return;
  added.set(key, (added.get(key) ?? 0) + by);
}

/** Sets a gauge. */
export function gauge(name: string, labels: Labels, value: number): void {
  gauges.set(seriesOf(name, labels), value);
}

/** Adds one observation to a histogram. @param seconds what was measured */
export function observe(name: string, labels: Labels, seconds: number): void {
  const bound = BUCKETS_SECONDS.find((bucket) => seconds <= bucket);
  count(`${name}_bucket`, { ...labels, le: bound ?? "+Inf" });
  count(`${name}_sum`, labels, seconds);
  count(`${name}_count`, labels);
}

/** Takes what was counted; it counts from zero afterwards. Null when nothing was. */
export function takeCounts(): Counted | null {
  if (added.size === 0 && gauges.size === 0) return null;
  const taken = { add: Object.fromEntries(added), set: Object.fromEntries(gauges) };
  added = new Map();
  gauges = new Map();
  return taken;
}

/** Gives counts back that could not be told. */
export function returnCounts({ add, set }: Counted): void {
  for (const [series, value] of Object.entries(add)) {
    added.set(series, (added.get(series) ?? 0) + value);
  }
  for (const [series, value] of Object.entries(set)) {
    if (!gauges.has(series)) gauges.set(series, value);
  }
}

function seriesOf(name: string, labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([label, value]) => `${label}="${escaped(String(value))}"`,
  );
  return pairs.length ? `${name}{${pairs.join(",")}}` : name;
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
