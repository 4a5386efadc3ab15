/** Straight and premultiplied alpha: colours are averaged by how much of them is seen. Pure. */
import type { Raster, Rgba } from "./raster.ts";

/** Multiplies colours by alpha, in place. */
export function premultiply({ data }: Raster): void {
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3] as number;
    if (alpha === 255) continue;
    data[at] = ((data[at] as number) * alpha + 127) / 255;
    data[at + 1] = ((data[at + 1] as number) * alpha + 127) / 255;
    data[at + 2] = ((data[at + 2] as number) * alpha + 127) / 255;
  }
}

/** Divides colours by alpha, in place; clear pixels become black. */
export function unpremultiply({ data }: Raster): void {
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3] as number;
    if (alpha === 255) continue;
    const factor = alpha === 0 ? 0 : 255 / alpha;
    for (let channel = at; channel < at + 3; channel++) {
      data[channel] = Math.min(255, Math.round((data[channel] as number) * factor));
    }
  }
}

/** Lays a picture with alpha on an opaque ground; one without is returned as it is. */
export function flatten(raster: Raster, ground: Rgba): Raster {
  if (!raster.hasAlpha) return raster;
  const { width, height, data: from } = raster;
  const data = new Uint8Array(width * height * 3);
  for (let at = 0, to = 0; at < from.length; at += 4, to += 3) {
    const alpha = from[at + 3] as number;
    const rest = 255 - alpha;
    data[to] = ((from[at] as number) * alpha + ground.r * rest + 127) / 255;
    data[to + 1] = ((from[at + 1] as number) * alpha + ground.g * rest + 127) / 255;
    data[to + 2] = ((from[at + 2] as number) * alpha + ground.b * rest + 127) / 255;
  }
  return { width, height, channels: 3, hasAlpha: false, data };
}
