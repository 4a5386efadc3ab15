/** A Gaussian blur made of three box blurs: its cost does not grow with its strength. Pure. */
import { premultiply, unpremultiply } from "./alpha.ts";
import type { Raster } from "./raster.ts";

/** @param sigma standard deviation in pixels of the answer, 0 to 50 */
export function blur(raster: Raster, sigma: number): Raster {
  if (sigma <= 0) return raster;
  const { width, height, channels } = raster;
  const data = Uint8Array.from(raster.data);
  const blurred: Raster = { ...raster, data };
  if (raster.hasAlpha) premultiply(blurred);
  const line = new Uint8Array(Math.max(width, height));
  for (const radius of boxRadii(sigma)) {
    for (let channel = 0; channel < channels; channel++) {
      for (let y = 0; y < height; y++) {
        blurLine(data, line, y * width * channels + channel, width, channels, radius);
      }
      for (let x = 0; x < width; x++) {
        blurLine(data, line, x * channels + channel, height, width * channels, radius);
      }
    }
  }
  if (raster.hasAlpha) unpremultiply(blurred);
  return blurred;
}

/** Three radii whose boxes together have the variance asked for: a box of width n has (n² − 1) / 12. */
function boxRadii(sigma: number): number[] {
  const ideal = Math.sqrt(4 * sigma * sigma + 1);
  const small = Math.max(0, Math.floor((ideal - 1) / 2));
  const variance = (radius: number) => ((2 * radius + 1) ** 2 - 1) / 12;
  const gain = variance(small + 1) - variance(small);
  const larger = Math.round((sigma * sigma - 3 * variance(small)) / gain);
  return [0, 1, 2].map((index) => (index < larger ? small + 1 : small));
}

/** Slides a box along one line; the pixels at its ends are repeated. */
function blurLine(
  data: Uint8Array,
  line: Uint8Array,
  start: number,
  length: number,
  step: number,
  radius: number,
): void {
  if (radius === 0) return;
  for (let index = 0; index < length; index++) line[index] = data[start + index * step] as number;
  const last = length - 1;
  const size = 2 * radius + 1;
  let sum = 0;
  for (let index = -radius; index <= radius; index++) {
    sum += line[Math.min(Math.max(index, 0), last)] as number;
  }
  for (let index = 0; index < length; index++) {
    data[start + index * step] = (sum + radius) / size;
    sum += line[Math.min(index + radius + 1, last)] as number;
    sum -= line[Math.max(index - radius, 0)] as number;
  }
}
