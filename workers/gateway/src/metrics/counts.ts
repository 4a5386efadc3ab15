/** What this isolate counted since its last report: plain additions, so that counting costs a request nothing. */

/** Upper bounds of the latency histogram, in seconds. */
export const BUCKETS_SECONDS = [
  0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20,
] as const;

/** Labels of a series and their values. */
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
  addTo(seriesOf(name, labels), by);
}

/** Adds to a series whose name was written before. @param series what `seriesOf` gave */
export function addTo(series: string, by = 1): void {
  const before = added.get(series);
  // A label that a caller could choose would grow without bound; none is, and this is the net below.
  if (before === undefined && added.size >= SERIES_MAX) return;
  added.set(series, (before ?? 0) + by);
}

/** Sets a gauge. */
export function gauge(name: string, labels: Labels, value: number): void {
  gauges.set(seriesOf(name, labels), value);
}

/** The series of one histogram. */
export interface Histogram {
  /** One for each bound, and one for what is above them all. */
  buckets: readonly string[];
  sum: string;
  count: string;
}

/** Writes the names of a histogram's series, once for many observations. */
export function histogramOf(name: string, labels: Labels): Histogram {
  return {
    buckets: [...BUCKETS_SECONDS, "+Inf"].map((le) =>
      seriesOf(`${name}_bucket`, { ...labels, le }),
    ),
    sum: seriesOf(`${name}_sum`, labels),
    count: seriesOf(`${name}_count`, labels),
  };
}

/** Adds one observation. @param seconds what was measured */
export function observe({ buckets, sum, count }: Histogram, seconds: number): void {
  const above = BUCKETS_SECONDS.findIndex((bound) => seconds <= bound);
  addTo(buckets.at(above) ?? count);
  addTo(sum, seconds);
  addTo(count);
}

/** Takes what was counted; it counts from zero afterwards. Null when nothing was. */
export function takeCounts(): Counted | null {
  if (added.size === 0 && gauges.size === 0) return null;
  const taken = { add: Object.fromEntries(added), set: Object.fromEntries(gauges) };
  added = new Map();
  gauges = new Map();
  return taken;
}

/** Gives back counts that could not be reported. */
export function returnCounts({ add, set }: Counted): void {
  for (const [series, value] of Object.entries(add)) {
    added.set(series, (added.get(series) ?? 0) + value);
  }
  for (const [series, value] of Object.entries(set)) {
    if (!gauges.has(series)) gauges.set(series, value);
  }
}

/** Writes a series as Prometheus does. */
export function seriesOf(name: string, labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([label, value]) => `${label}="${escaped(String(value))}"`,
  );
  return pairs.length ? `${name}{${pairs.join(",")}}` : name;
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
