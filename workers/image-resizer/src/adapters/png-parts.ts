/** Takes a PNG apart: its deflated pixels, its palette and the colour that is clear. @see W3C PNG (Third Edition) §11 */
import { joinBytes } from "@edgemart/worker-kit/bytes";
import type { PngHeader } from "../core/header-types.ts";

/** The parts of a PNG that its pixels are made from. */
export interface PngParts {
  deflated: Uint8Array<ArrayBuffer>;
  /** 256 colours as RGBA; those beyond the file's are black. */
  palette: Uint8Array;
  /** Samples of the colour that is clear; -1: none. */
  clear: [red: number, green: number, blue: number];
}

/** Reads the chunks, which `pngChunkFault` has found sound. */
export function readPngParts(bytes: Uint8Array, { colourType }: PngHeader): PngParts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pixels: Uint8Array[] = [];
  const palette = new Uint8Array(256 * 4);
  for (let index = 3; index < palette.length; index += 4) palette[index] = 255;
  let clear: PngParts["clear"] = [-1, -1, -1];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const tag = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (tag === "IEND") break;
    if (tag === "IDAT") pixels.push(body);
    else if (tag === "PLTE") fill(palette, body);
    else if (tag === "tRNS" && colourType === 3) {
      for (let index = 0; index < Math.min(256, length); index++) {
        palette[index * 4 + 3] = body[index] as number;
      }
    } else if (tag === "tRNS" && length >= 2) {
      const sample = (index: number) =>
        length >= index * 2 + 2 ? view.getUint16(at + 8 + index * 2) : -1;
      clear = [sample(0), sample(1), sample(2)];
    }
    at += 12 + length;
  }
  return { deflated: joinBytes(pixels), palette, clear };
}

function fill(palette: Uint8Array, colours: Uint8Array): void {
  for (let index = 0; index < Math.min(256, Math.floor(colours.length / 3)); index++) {
    palette.set(colours.subarray(index * 3, index * 3 + 3), index * 4);
  }
}
