/** Scales pixels: a box average for large shrinks, then Lanczos-3 in fixed point, weighed by alpha. Pure. */
import { premultiply, unpremultiply } from "./alpha.ts";
import { boxShrink } from "./box-shrink.ts";
import type { Raster, Size, Window } from "./raster.ts";
import { type Taps, tapsFor, WEIGHT_BITS } from "./taps.ts";

/** Bits of fraction kept between the passes: 255 with its overshoot stays inside 16 bits. */
const MIDDLE_BITS = 6;
const SHIFT_X = WEIGHT_BITS - MIDDLE_BITS;
const SHIFT_Y = WEIGHT_BITS + MIDDLE_BITS;
const HALF_X = 1 << (SHIFT_X - 1);
const HALF_Y = 1 << (SHIFT_Y - 1);

/**
 * Scales a window of a raster to a size. Opaque RGBA comes out as RGB.
 *
 * Pixels around the window take part at its edges, as if the whole picture were scaled and then cropped.
 *
 * @param source its colours are premultiplied in place when it has alpha
 */
export function resample(source: Raster, window: Window, size: Size): Raster {
  if (source.hasAlpha) premultiply(source);
  const factorX = boxFactor(window.width / size.width);
  const factorY = boxFactor(window.height / size.height);
  const boxed = factorX * factorY > 1 ? boxShrink(source, factorX, factorY) : source;
  const across = tapsFor(window.x / factorX, window.width / factorX, size.width, boxed.width);
  const down = tapsFor(window.y / factorY, window.height / factorY, size.height, boxed.height);
  const channels = boxed.channels === 4 && !boxed.hasAlpha ? 3 : boxed.channels;
  const middle = passAcross(boxed, across, down.firstUsed, down.lastUsed, channels);
  const data = passDown(middle, down, size.width * channels);
  const scaled: Raster = { ...size, channels, hasAlpha: source.hasAlpha, data };
  if (scaled.hasAlpha) unpremultiply(scaled);
  return scaled;
}

/** Leaves Lanczos at least twice the pixels it makes, so that the box's own softness does not show. */
function boxFactor(ratio: number): number {
  return ratio >= 4 ? Math.floor(ratio / 2) : 1;
}

function passAcross(
  source: Raster,
  taps: Taps,
  firstRow: number,
  lastRow: number,
  channels: number,
): Int16Array {
  const width = taps.starts.length;
  const middle = new Int16Array((lastRow - firstRow + 1) * width * channels);
  const pass = channels === 1 ? acrossGrey : channels === 3 ? acrossRgb : acrossRgba;
  for (let row = firstRow, to = 0; row <= lastRow; row++, to += width * channels) {
    pass(source.data, row * source.width * source.channels, source.channels, taps, middle, to);
  }
  return middle;
}

type PassRow = (
  from: Raster["data"],
  start: number,
  stride: number,
  taps: Taps,
  middle: Int16Array,
  to: number,
) => void;

// NOTE one loop for each number of channels: sums in registers are what makes this fast in V8.
const acrossGrey: PassRow = function acrossGrey(from, start, _stride, taps, middle, to) {
  const { starts, counts, weights, stride: width } = taps;
  for (let pixel = 0; pixel < starts.length; pixel++) {
    let at = start + (starts[pixel] as number);
    let sum = HALF_X;
    const first = pixel * width;
    for (let tap = first; tap < first + (counts[pixel] as number); tap++, at++) {
      sum += (from[at] as number) * (weights[tap] as number);
    }
    middle[to + pixel] = sum >> SHIFT_X;
  }
};

const acrossRgb: PassRow = function acrossRgb(from, start, stride, taps, middle, to) {
  const { starts, counts, weights, stride: width } = taps;
  let target = to;
  for (let pixel = 0; pixel < starts.length; pixel++) {
    let at = start + (starts[pixel] as number) * stride;
    let r = HALF_X;
    let g = HALF_X;
    let b = HALF_X;
    const first = pixel * width;
    const end = first + (counts[pixel] as number);
    for (let tap = first; tap < end; tap++, at += stride) {
      const weight = weights[tap] as number;
      r = (r + (from[at] as number) * weight) | 0;
      g = (g + (from[at + 1] as number) * weight) | 0;
      b = (b + (from[at + 2] as number) * weight) | 0;
    }
    middle[target] = r >> SHIFT_X;
    middle[target + 1] = g >> SHIFT_X;
    middle[target + 2] = b >> SHIFT_X;
    target += 3;
  }
};

const acrossRgba: PassRow = function acrossRgba(from, start, stride, taps, middle, to) {
  const { starts, counts, weights, stride: width } = taps;
  let target = to;
  for (let pixel = 0; pixel < starts.length; pixel++) {
    let at = start + (starts[pixel] as number) * stride;
    let r = HALF_X;
    let g = HALF_X;
    let b = HALF_X;
    let a = HALF_X;
    const first = pixel * width;
    const end = first + (counts[pixel] as number);
    for (let tap = first; tap < end; tap++, at += 4) {
      const weight = weights[tap] as number;
      r = (r + (from[at] as number) * weight) | 0;
      g = (g + (from[at + 1] as number) * weight) | 0;
      b = (b + (from[at + 2] as number) * weight) | 0;
      a = (a + (from[at + 3] as number) * weight) | 0;
    }
    middle[target] = r >> SHIFT_X;
    middle[target + 1] = g >> SHIFT_X;
    middle[target + 2] = b >> SHIFT_X;
    middle[target + 3] = a >> SHIFT_X;
    target += 4;
  }
};

/** @param rowLength values in a row of both sides */
function passDown(middle: Int16Array, taps: Taps, rowLength: number): Uint8Array {
  const { starts, counts, weights, stride, firstUsed } = taps;
  const data = new Uint8ClampedArray(starts.length * rowLength);
  const sums = new Int32Array(rowLength);
  for (let row = 0, to = 0; row < starts.length; row++, to += rowLength) {
    sums.fill(HALF_Y);
    const at = ((starts[row] as number) - firstUsed) * rowLength;
    const count = counts[row] as number;
    for (let tap = 0; tap < count; tap += 4) {
      addRows(sums, middle, at + tap * rowLength, weights, row * stride + tap, count - tap);
    }
    for (let index = 0; index < rowLength; index++) {
      data[to + index] = (sums[index] as number) >> SHIFT_Y;
    }
  }
  return new Uint8Array(data.buffer);
}

/** Adds up to four weighed rows at once: each sum is read and written once for the four. */
function addRows(
  sums: Int32Array,
  middle: Int16Array,
  at: number,
  weights: Int32Array,
  first: number,
  count: number,
): void {
  const length = sums.length;
  // Rows beyond the last count with weight 0 and read the first row again, never past the end.
  const second = count > 1 ? at + length : at;
  const third = count > 2 ? at + 2 * length : at;
  const fourth = count > 3 ? at + 3 * length : at;
  const w0 = weights[first] as number;
  const w1 = count > 1 ? (weights[first + 1] as number) : 0;
  const w2 = count > 2 ? (weights[first + 2] as number) : 0;
  const w3 = count > 3 ? (weights[first + 3] as number) : 0;
  for (let index = 0; index < length; index++) {
    sums[index] =
      ((sums[index] as number) +
        (middle[at + index] as number) * w0 +
        (middle[second + index] as number) * w1 +
        (middle[third + index] as number) * w2 +
        (middle[fourth + index] as number) * w3) |
      0;
  }
}
