/** The colour most of a picture has. Pure. */
import type { Raster } from "./raster.ts";

/** Counts colours in 16 steps a channel, weighed by alpha, and averages those of the fullest step. */
export function dominantColour(rgba: Raster): string {
  const bins = new Float64Array(4096 * 4);
  for (let at = 0; at < rgba.data.length; at += 4) {
    const [r, g, b, a] = rgba.data.subarray(at, at + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    const bin = (((r >> 4) << 8) | ((g >> 4) << 4) | (b >> 4)) * 4;
    [r * a, g * a, b * a, a].forEach((value, index) => {
      bins[bin + index] = (bins[bin + index] as number) + value;
    });
  }
  let fullest = 0;
  for (let bin = 0; bin < bins.length; bin += 4) {
    if ((bins[bin + 3] as number) > (bins[fullest + 3] as number)) fullest = bin;
  }
  const weight = bins[fullest + 3] as number;
  const part = (index: number) =>
    weight ? Math.round((bins[fullest + index] as number) / weight) : 0;
  return `#${[0, 1, 2].map((index) => part(index).toString(16).padStart(2, "0")).join("")}`;
}
