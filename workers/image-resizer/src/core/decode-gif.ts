/** Decodes a GIF's first frame: LZW to colours on a clear screen. Pure; bounded by the pixels of the header. */
import { CodecError } from "./codecs.ts";
import { type GifFrame, readGifFrame } from "./header-gif.ts";
import type { GifHeader } from "./header-types.ts";
import type { Raster } from "./raster.ts";

const CODES_MAX = 4096;

/** Decodes the first frame. @throws CodecError when the data are cut or corrupt */
export function decodeGif(bytes: Uint8Array, header: GifHeader): Raster {
  const frame = readGifFrame(bytes);
  if (!frame) throw new CodecError("gif has no frame");
  const { width, height, hasAlpha } = header;
  const { window } = frame;
  // A frame may be larger than its screen: what is outside is decoded and not shown.
  if (window.width * window.height > 2 * width * height)
    throw new CodecError("gif frame is larger than its screen");
  const indices = unpack(bytes, frame);
  const data = new Uint8Array(width * height * 4);
  const words = new Uint32Array(data.buffer);
  const colours = paletteWords(frame);
  for (let row = 0; row < window.height; row++) {
    const y = window.y + (frame.isInterlaced ? interlacedRow(row, window.height) : row);
    if (y >= height) continue;
    const from = row * window.width;
    const seen = Math.min(window.width, width - window.x);
    for (let x = 0; x < seen; x++) {
      words[y * width + window.x + x] = colours[indices[from + x] as number] as number;
    }
  }
  return { width, height, channels: 4, hasAlpha, data };
}

/** Colours as words in the machine's own byte order; the clear one is 0. */
function paletteWords({ palette, clear }: GifFrame): Uint32Array {
  const bytes = new Uint8Array(256 * 4);
  for (let index = 0; index < 256; index++) {
    const alpha = index === clear ? 0 : 255;
    const part = (channel: number) => (alpha ? (palette[index * 3 + channel] ?? 0) : 0);
    bytes.set([part(0), part(1), part(2), alpha], index * 4);
  }
  return new Uint32Array(bytes.buffer);
}

/** Row of the screen for the n-th row of the data. @see GIF89a Appendix E */
function interlacedRow(row: number, height: number): number {
  let left = row;
  for (const [start, step] of [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ] as const) {
    const rows = Math.max(0, Math.ceil((height - start) / step));
    if (left < rows) return start + left * step;
    left -= rows;
  }
  return row;
}

/** LZW with codes of growing width. @see GIF89a Appendix F */
function unpack(bytes: Uint8Array, { window, dataAt }: GifFrame): Uint8Array {
  const size = bytes[dataAt] ?? 0;
  if (size < 2 || size > 8) throw new CodecError("gif code size is wrong");
  const data = subBlocks(bytes, dataAt + 1);
  const out = new Uint8Array(window.width * window.height);
  const prefix = new Uint16Array(CODES_MAX);
  const suffix = new Uint8Array(CODES_MAX);
  const stack = new Uint8Array(CODES_MAX + 1);
  const clearCode = 1 << size;
  let next = clearCode + 2;
  let width = size + 1;
  let before = -1;
  let first = 0;
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let made = 0; made < out.length; ) {
    while (held < width) {
      if (at >= data.length) throw new CodecError("gif is cut");
      bits |= (data[at++] as number) << held;
      held += 8;
    }
    const code = bits & ((1 << width) - 1);
    bits >>>= width;
    held -= width;
    if (code === clearCode) {
      next = clearCode + 2;
      width = size + 1;
      before = -1;
      continue;
    }
    if (code === clearCode + 1) throw new CodecError("gif ends early");
    if (code > next || (code === next && before < 0)) throw new CodecError("gif code is unknown");
    let depth = 0;
    let walk = code;
    if (code === next) {
      stack[depth++] = first;
      walk = before;
    }
    for (; walk >= clearCode + 2; walk = prefix[walk] as number)
      stack[depth++] = suffix[walk] as number;
    first = walk;
    out[made++] = first;
    while (depth > 0 && made < out.length) out[made++] = stack[--depth] as number;
    if (before >= 0 && next < CODES_MAX) {
      prefix[next] = before;
      suffix[next] = first;
      next += 1;
      if (next === 1 << width && width < 12) width += 1;
    }
    before = code;
  }
  return out;
}

/** Lays the sub-blocks of a frame end to end. */
function subBlocks(bytes: Uint8Array, from: number): Uint8Array {
  const joined = new Uint8Array(bytes.length - from);
  let length = 0;
  for (let at = from; at < bytes.length; ) {
    const size = bytes[at] as number;
    if (size === 0) break;
    const block = bytes.subarray(at + 1, at + 1 + size);
    joined.set(block, length);
    length += block.length;
    at += 1 + size;
  }
  return joined.subarray(0, length);
}
