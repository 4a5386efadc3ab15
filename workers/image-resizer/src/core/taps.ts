/** The weights of a Lanczos-3 scale along one axis, in fixed point. Pure. */

/** Bits of a weight's fraction; weights of a pixel add up to exactly 1. */
export const WEIGHT_BITS = 14;
const LOBES = 3;

/** The weights of one axis. */
export interface Taps {
  /** First source pixel of each target pixel. */
  starts: Int32Array;
  /** Source pixels of each target pixel. */
  counts: Int32Array;
  /** `stride` weights for each target pixel, unused ones 0. */
  weights: Int32Array;
  stride: number;
  /** Range of source pixels that take part at all. */
  firstUsed: number;
  lastUsed: number;
}

/**
 * Computes weights for `target` pixels that cover `length` source pixels from `offset` on.
 *
 * @param available source pixels there are; the kernel is cut and weighed anew at the ends
 */
export function tapsFor(offset: number, length: number, target: number, available: number): Taps {
  const ratio = length / target;
  const blur = Math.max(1, ratio);
  const reach = LOBES * blur;
  const stride = Math.min(Math.ceil(2 * reach) + 1, available);
  const starts = new Int32Array(target);
  const counts = new Int32Array(target);
  const weights = new Int32Array(target * stride);
  for (let pixel = 0; pixel < target; pixel++) {
    const centre = offset + (pixel + 0.5) * ratio;
    const from = clamp(Math.ceil(centre - reach - 0.5), 0, available - 1);
    const to = clamp(Math.floor(centre + reach - 0.5), from, available - 1);
    starts[pixel] = from;
    counts[pixel] = Math.min(stride, to - from + 1);
    fill(weights, pixel * stride, counts[pixel] as number, (tap) =>
      lanczos((from + tap + 0.5 - centre) / blur),
    );
  }
  const last = target - 1;
  const lastUsed = (starts[last] as number) + (counts[last] as number) - 1;
  return { starts, counts, weights, stride, firstUsed: starts[0] as number, lastUsed };
}

function fill(into: Int32Array, at: number, count: number, weightOf: (tap: number) => number) {
  let sum = 0;
  for (let tap = 0; tap < count; tap++) sum += weightOf(tap);
  const one = 1 << WEIGHT_BITS;
  let left = one;
  let largest = at;
  for (let tap = 0; tap < count; tap++) {
    // A single pixel beyond the edge of a tiny picture can have weight 0: it then counts alone.
    const weight = sum === 0 ? one / count : (weightOf(tap) / sum) * one;
    const rounded = Math.round(weight);
    into[at + tap] = rounded;
    left -= rounded;
    if (rounded > (into[largest] as number)) largest = at + tap;
  }
  into[largest] = (into[largest] as number) + left;
}

function lanczos(x: number): number {
  const distance = Math.abs(x);
  if (distance < 1e-9) return 1;
  if (distance >= LOBES) return 0;
  const angle = Math.PI * distance;
  return (LOBES * Math.sin(angle) * Math.sin(angle / LOBES)) / (angle * angle);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
