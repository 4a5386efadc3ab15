/** Reads a GIF's blocks up to its first frame. Pure. @see GIF89a specification */
import { err, ok } from "@edgemart/contracts/result";
import type { GifHeader, HeaderResult } from "./header-types.ts";
import type { Window } from "./raster.ts";

const EXTENSION = 0x21;
const GRAPHIC_CONTROL = 0xf9;
const IMAGE = 0x2c;
const BLOCKS_MAX = 10_000;

/** The first frame as the file has it. */
export interface GifFrame {
  /** Its place on the screen. */
  window: Window;
  /** RGB triples. */
  palette: Uint8Array;
  /** Index that is clear, or -1. */
  clear: number;
  isInterlaced: boolean;
  /** Where its LZW data begin: the byte that gives the width of a code. */
  dataAt: number;
}

/** Reads the size of the screen, and whether something of it stays clear. */
export function readGifHeader(bytes: Uint8Array): HeaderResult<GifHeader> {
  const frame = readGifFrame(bytes);
  if (!frame) return err("image_unreadable");
  const [width, height] = [u16(bytes, 6), u16(bytes, 8)];
  const { x, y, width: w, height: h } = frame.window;
  const covers = x === 0 && y === 0 && w >= width && h >= height;
  const hasAlpha = frame.clear >= 0 || !covers;
  return ok({ type: "image/gif", width, height, orientation: 1, hasAlpha, icc: null });
}

/** Finds the first frame; null when the file has none or is cut before it. */
export function readGifFrame(bytes: Uint8Array): GifFrame | null {
  if (bytes.length < 14) return null;
  const flags = bytes[10] as number;
  let at = 13;
  const shared = tableAt(bytes, at, flags);
  at += shared.length;
  let clear = -1;
  for (let seen = 0; seen < BLOCKS_MAX && at < bytes.length; seen++) {
    if (bytes[at] === EXTENSION) {
      const isControl = bytes[at + 1] === GRAPHIC_CONTROL && bytes[at + 2] === 4;
      if (isControl) clear = ((bytes[at + 3] ?? 0) & 1) === 1 ? (bytes[at + 6] ?? -1) : -1;
      at = afterBlocks(bytes, at + 2);
      continue;
    }
    if (bytes[at] !== IMAGE || at + 10 >= bytes.length) return null;
    const own = bytes[at + 9] as number;
    const table = tableAt(bytes, at + 10, own);
    const palette = table.length > 0 ? table : shared;
    const window = {
      x: u16(bytes, at + 1),
      y: u16(bytes, at + 3),
      width: u16(bytes, at + 5),
      height: u16(bytes, at + 7),
    };
    if (palette.length === 0 || window.width === 0 || window.height === 0) return null;
    const isInterlaced = (own & 0x40) !== 0;
    return { window, palette, clear, isInterlaced, dataAt: at + 10 + table.length };
  }
  return null;
}

/** A colour table when the flags say that there is one. */
function tableAt(bytes: Uint8Array, at: number, flags: number): Uint8Array {
  return (flags & 0x80) === 0 ? new Uint8Array() : bytes.subarray(at, at + 3 * (2 << (flags & 7)));
}

/** Skips sub-blocks and the empty one that ends them. */
function afterBlocks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] as number);
  return at + 1;
}

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
}
