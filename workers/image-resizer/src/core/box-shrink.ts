/** Shrinks by whole factors: each pixel is the average of a block. Pure. */
import type { Raster } from "./raster.ts";

/** Averages blocks; the last block of a row or column may be smaller. Opaque RGBA comes out as RGB. */
export function boxShrink(source: Raster, factorX: number, factorY: number): Raster {
  const stride = source.channels;
  const channels = stride === 4 && !source.hasAlpha ? 3 : stride;
  const width = Math.ceil(source.width / factorX);
  const height = Math.ceil(source.height / factorY);
  const data = new Uint8Array(width * height * channels);
  const sums = new Int32Array(width * channels);
  const addRow = channels === 1 ? addGrey : channels === 3 ? addRgb : addRgba;
  for (let y = 0, to = 0; y < height; y++) {
    sums.fill(0);
    const top = y * factorY;
    const bottom = Math.min(source.height, top + factorY);
    for (let row = top; row < bottom; row++) {
      addRow(sums, source.data, row * source.width * stride, source.width, factorX, stride);
    }
    for (let x = 0, at = 0; x < width; x++) {
      const columns = Math.min(factorX, source.width - x * factorX);
      const area = (bottom - top) * columns;
      for (let channel = 0; channel < channels; channel++) {
        data[to++] = ((sums[at++] as number) + (area >> 1)) / area;
      }
    }
  }
  return { width, height, channels, hasAlpha: source.hasAlpha, data };
}

type AddRow = (
  sums: Int32Array,
  from: Raster["data"],
  start: number,
  width: number,
  factor: number,
  stride: number,
) => void;

const addGrey: AddRow = function addGrey(sums, from, start, width, factor) {
  for (let x = 0, at = start, to = 0; x < width; to++) {
    let grey = 0;
    for (const end = Math.min(width, x + factor); x < end; x++) grey += from[at++] as number;
    sums[to] = (sums[to] as number) + grey;
  }
};

const addRgb: AddRow = function addRgb(sums, from, start, width, factor, stride) {
  for (let x = 0, at = start, to = 0; x < width; to += 3) {
    let r = 0;
    let g = 0;
    let b = 0;
    for (const end = Math.min(width, x + factor); x < end; x++, at += stride) {
      r += from[at] as number;
      g += from[at + 1] as number;
      b += from[at + 2] as number;
    }
    sums[to] = (sums[to] as number) + r;
    sums[to + 1] = (sums[to + 1] as number) + g;
    sums[to + 2] = (sums[to + 2] as number) + b;
  }
};

const addRgba: AddRow = function addRgba(sums, from, start, width, factor) {
  for (let x = 0, at = start, to = 0; x < width; to += 4) {
    let r = 0;
    let g = 0;
    let b = 0;
    let a = 0;
    for (const end = Math.min(width, x + factor); x < end; x++, at += 4) {
      r += from[at] as number;
      g += from[at + 1] as number;
      b += from[at + 2] as number;
      a += from[at + 3] as number;
    }
    sums[to] = (sums[to] as number) + r;
    sums[to + 1] = (sums[to + 1] as number) + g;
    sums[to + 2] = (sums[to + 2] as number) + b;
    sums[to + 3] = (sums[to + 3] as number) + a;
  }
};
