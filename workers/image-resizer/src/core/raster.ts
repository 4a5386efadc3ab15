/** Pixels in memory, 8 bits a channel, rows top to bottom without gaps. Pure. */

/** Pixels with their form. */
export interface Raster {
  width: number;
  height: number;
  /** Bytes from one pixel to the next: grey, RGB or RGBA with straight alpha. */
  channels: 1 | 3 | 4;
  /** False when every pixel is known to be opaque, though `channels` may be 4. */
  hasAlpha: boolean;
  data: Uint8Array | Uint8ClampedArray;
}

/** Sides in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** A rectangle in pixels; fractions are allowed. */
export interface Window extends Size {
  x: number;
  y: number;
}

/** A colour, 0 to 255 a channel. */
export interface Rgba {
  r: number;
  g: number;
  b: number;
  /** 0 (clear) to 255. */
  a: number;
}

/** Gives RGBA pixels, the one form all encoders take; an RGBA raster is returned as it is. */
export function toRgba(raster: Raster): Raster {
  if (raster.channels === 4) return raster;
  const { width, height, channels } = raster;
  const from = raster.data;
  const data = new Uint8Array(width * height * 4);
  const second = channels === 1 ? 0 : 1;
  for (let at = 0, to = 0; to < data.length; at += channels, to += 4) {
    data[to] = from[at] as number;
    data[to + 1] = from[at + second] as number;
    data[to + 2] = from[at + 2 * second] as number;
    data[to + 3] = 255;
  }
  return { width, height, channels: 4, hasAlpha: false, data };
}
