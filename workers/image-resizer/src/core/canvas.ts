/** Places a picture on a larger ground. Pure. */
import { flatten } from "./alpha.ts";
import { type Raster, type Rgba, type Size, toRgba } from "./raster.ts";

/** Pads to the canvas; an opaque ground also fills what is clear in the picture itself. */
export function placeOn(
  canvas: Size & { left: number; top: number },
  picture: Raster,
  ground: Rgba,
): Raster {
  const opaque = ground.a === 255;
  const rgba = toRgba(opaque ? flatten(picture, ground) : picture);
  const { width, height, left, top } = canvas;
  const data = new Uint8Array(width * height * 4);
  const pixel = new Uint8Array([ground.r, ground.g, ground.b, ground.a]);
  // Words are filled through the machine's own byte order, so the order does not matter.
  new Uint32Array(data.buffer).fill(new Uint32Array(pixel.buffer)[0] as number);
  const rowBytes = rgba.width * 4;
  for (let row = 0; row < rgba.height; row++) {
    const from = rgba.data.subarray(row * rowBytes, (row + 1) * rowBytes);
    data.set(from, ((top + row) * width + left) * 4);
  }
  return { width, height, channels: 4, hasAlpha: !opaque, data };
}
