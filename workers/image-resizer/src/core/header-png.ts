/** Reads a PNG's chunks up to its pixels. Pure. @see W3C PNG (Third Edition) §11 */
import { err, ok } from "@edgemart/contracts/result";
import { readOrientation } from "./exif.ts";
import type { HeaderResult, PngHeader } from "./header-types.ts";

/** Bit depths each colour type may have, Table 12. */
const DEPTHS: Record<number, number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
const ALPHA_TYPES = [4, 6];

/** Reads size, alpha (colour type or tRNS) and orientation (eXIf). */
export function readPngHeader(bytes: Uint8Array): HeaderResult<PngHeader> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33 || view.getUint32(8) !== 13 || tagAt(bytes, 12) !== "IHDR") {
    return err("image_unreadable");
  }
  const depth = bytes[24] as number;
  const colourType = bytes[25] as number;
  const rest = [bytes[26], bytes[27]];
  const interlace = bytes[28] as number;
  const known = DEPTHS[colourType]?.includes(depth) && interlace <= 1;
  if (!known || rest.some((method) => method !== 0)) return err("image_unreadable");
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  let hasAlpha = ALPHA_TYPES.includes(colourType);
  let orientation = 1;
  let icc: PngHeader["icc"] = null;
  for (let at = 33; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const tag = tagAt(bytes, at + 4);
    if (tag === "IDAT") {
      const shape = { depth, colourType, isInterlaced: interlace === 1 };
      return ok({ type: "image/png", width, height, hasAlpha, orientation, icc, ...shape });
    }
    if (at + 12 + length > bytes.length) break;
    if (tag === "tRNS") hasAlpha = true;
    if (tag === "eXIf") orientation = readOrientation(bytes.subarray(at + 8, at + 8 + length));
    if (tag === "iCCP") icc = profileIn(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return err("image_unreadable");
}

/** Name, 0, the method 0, the deflated profile. */
function profileIn(body: Uint8Array): PngHeader["icc"] {
  const end = body.indexOf(0);
  return end === -1 || body[end + 1] !== 0
    ? null
    : { bytes: body.subarray(end + 2), isDeflated: true };
}

function tagAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
