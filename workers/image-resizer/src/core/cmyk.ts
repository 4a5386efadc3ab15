/** CMYK → sRGB as ink prints on coated paper, without reading a profile. Pure. */
import type { Raster } from "./raster.ts";

/**
 * What the sixteen full overprints of cyan, magenta, yellow and black look like, one row a channel.
 *
 * Index bits: 1 cyan, 2 magenta, 4 yellow, 8 black. Fitted by least squares to the colours libvips gives with its
 * default CMYK profile (4 913 colours, root mean square error 7 of 255, largest 38).
 */
const OVERPRINTS = [
  [256, 0, 234, 44, 264, 0, 228, 37, 28, 3, 43, 0, 33, 0, 32, 3],
  [246, 154, 22, 28, 234, 127, 19, 27, 37, 33, 3, 0, 32, 28, 12, 0],
  [257, 222, 124, 113, 0, 54, 16, 37, 40, 38, 46, 19, 6, 0, 0, 0],
] as const;

/**
 * Converts four ink amounts a pixel, 0 = none.
 *
 * Each pixel is the mean of the sixteen overprints, weighted by the area each covers (the Neugebauer equations);
 * plain `255 − ink` would make blues and greens glow.
 */
export function cmykToRgb(width: number, height: number, inks: Uint8Array): Raster {
  const data = new Uint8ClampedArray(width * height * 3);
  const areas = new Float64Array(16);
  for (let at = 0, to = 0; to < data.length; at += 4, to += 3) {
    coverAreas(areas, inks, at);
    for (let channel = 0; channel < 3; channel++) {
      const overprint = OVERPRINTS[channel] as readonly number[];
      let sum = 0;
      for (let i = 0; i < 16; i++) sum += (areas[i] as number) * (overprint[i] as number);
      data[to + channel] = sum;
    }
  }
  return { width, height, channels: 3, hasAlpha: false, data };
}

/** Fills in the share of the paper that each overprint covers when inks are laid independently. */
function coverAreas(areas: Float64Array, inks: Uint8Array, at: number): void {
  areas[0] = 1;
  for (let ink = 0; ink < 4; ink++) {
    const amount = (inks[at + ink] as number) / 255;
    const half = 1 << ink;
    for (let i = 0; i < half; i++) {
      const area = areas[i] as number;
      areas[i + half] = area * amount;
      areas[i] = area * (1 - amount);
    }
  }
}
