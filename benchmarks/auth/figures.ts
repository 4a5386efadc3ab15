/** Percentiles, and whether two classes of samples differ (Welch's t). Pure. */

export interface Spread {
  n: number;
  p50: number;
  p95: number;
  p99: number;
}

/** @param samples milliseconds */
export function spreadOf(samples: readonly number[]): Spread {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Welch's t of two classes: above 4.5 in size they are taken to differ (the bound of dudect, CHES 2017). */
export function welchT(a: readonly number[], b: readonly number[]): number {
  const [one, other] = [momentsOf(a), momentsOf(b)];
  return (one.mean - other.mean) / Math.sqrt(one.variance / a.length + other.variance / b.length);
}

/** The same without each class's slowest twentieth, where a busy machine's pauses drown every difference. */
export function croppedT(a: readonly number[], b: readonly number[]): number {
  return welchT(cropped(a), cropped(b));
}

function cropped(samples: readonly number[]): number[] {
  return samples.toSorted((x, y) => x - y).slice(0, Math.ceil(samples.length * 0.95));
}

function momentsOf(samples: readonly number[]): { mean: number; variance: number } {
  const mean = samples.reduce((sum, each) => sum + each, 0) / samples.length;
  const squares = samples.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return { mean, variance: squares / (samples.length - 1) };
}
