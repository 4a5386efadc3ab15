/** Turns and mirrors pixels by EXIF orientation, after the shrink, when there are few of them. Pure. */
import { displayedSize } from "./geometry.ts";
import type { Raster } from "./raster.ts";

/** Gives the picture as it is to be seen; orientation 1 is returned as it is. */
export function orient(raster: Raster, orientation: number): Raster {
  if (orientation === 1) return raster;
  const { channels } = raster;
  const { width, height } = displayedSize(raster, orientation);
  const { start, stepX, stepY } = walk(raster.width, raster.height, orientation);
  const data = new Uint8Array(raster.data.length);
  for (let y = 0, to = 0; y < height; y++) {
    let from = (start + y * stepY) * channels;
    for (let x = 0; x < width; x++, from += stepX * channels) {
      for (let channel = 0; channel < channels; channel++) {
        data[to++] = raster.data[from + channel] as number;
      }
    }
  }
  return { ...raster, width, height, data };
}

/** The stored pixel of the displayed corner, and the way to the pixel right of it and below it. */
function walk(w: number, h: number, orientation: number) {
  const last = w * h - 1;
  switch (orientation) {
    case 2:
      return { start: w - 1, stepX: -1, stepY: w };
    case 3:
      return { start: last, stepX: -1, stepY: -w };
    case 4:
      return { start: w * (h - 1), stepX: 1, stepY: -w };
    case 5:
      return { start: 0, stepX: w, stepY: 1 };
    case 6:
      return { start: w * (h - 1), stepX: -w, stepY: 1 };
    case 7:
      return { start: last, stepX: -w, stepY: -1 };
    case 8:
      return { start: w - 1, stepX: w, stepY: -1 };
    default:
      return { start: 0, stepX: 1, stepY: w };
  }
}
