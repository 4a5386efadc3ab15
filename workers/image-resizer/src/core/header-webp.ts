/** Reads a WebP's RIFF chunks. Pure. @see RFC 9649 §2 */
import { err, ok } from "@edgemart/contracts/result";
import { readOrientation } from "./exif.ts";
import type { HeaderResult, WebpHeader } from "./header-types.ts";
import type { Size } from "./raster.ts";

const FLAG_ANIMATION = 0x02;
const FLAG_ALPHA = 0x10;
const CHUNKS_MAX = 64;

/** Reads size, alpha and orientation; an animation is not taken. */
export function readWebpHeader(bytes: Uint8Array): HeaderResult<WebpHeader> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let frame: Frame | null = null;
  let orientation = 1;
  let lossless = false;
  let icc: WebpHeader["icc"] = null;
  for (let at = 12, seen = 0; at + 8 <= bytes.length && seen < CHUNKS_MAX; seen++) {
    const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
    const length = view.getUint32(at + 4, true);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (tag === "VP8X") {
      if (body.length < 10) return err("image_unreadable");
      if ((body[0] as number) & FLAG_ANIMATION) return err("image_type_unsupported");
    }
    const found = frameOf(tag, body);
    if (found === "damaged") return err("image_unreadable");
    if (found) frame = agreed(frame, found);
    if (found && !frame) return err("image_unreadable");
    if (tag === "VP8L") lossless = true;
    if (tag === "ICCP") icc = { bytes: body, isDeflated: false };
    if (tag === "EXIF") orientation = readOrientation(withoutPrefix(body));
    at += 8 + length + (length % 2);
  }
  return frame
    ? ok({ type: "image/webp", orientation, lossless, icc, ...frame })
    : err("image_unreadable");
}

/** The extended header comes first, and the pixels that follow must agree with it. */
function agreed(before: Frame | null, found: Frame): Frame | null {
  if (!before) return found;
  if (found.width !== before.width || found.height !== before.height) return null;
  return { ...found, hasAlpha: found.hasAlpha || before.hasAlpha };
}

type Frame = Size & { hasAlpha: boolean };

function frameOf(tag: string, body: Uint8Array): Frame | null | "damaged" {
  const at = (index: number) => body[index] ?? 0;
  if (tag === "VP8X") {
    return {
      width: 1 + (at(4) | (at(5) << 8) | (at(6) << 16)),
      height: 1 + (at(7) | (at(8) << 8) | (at(9) << 16)),
      hasAlpha: (at(0) & FLAG_ALPHA) !== 0,
    };
  }
  if (tag === "VP8 ") {
    const started = body.length >= 10 && at(3) === 0x9d && at(4) === 0x01 && at(5) === 0x2a;
    if (!started) return "damaged";
    const width = (at(6) | (at(7) << 8)) & 0x3fff;
    const height = (at(8) | (at(9) << 8)) & 0x3fff;
    return { width, height, hasAlpha: false };
  }
  if (tag === "VP8L") {
    if (body.length < 5 || at(0) !== 0x2f) return "damaged";
    const bits = at(1) | (at(2) << 8) | (at(3) << 16) | (at(4) << 24);
    return {
      width: 1 + (bits & 0x3fff),
      height: 1 + ((bits >>> 14) & 0x3fff),
      hasAlpha: ((bits >>> 28) & 1) === 1,
    };
  }
  return null;
}

/** Some writers copy JPEG's "Exif" prefix into the chunk. */
function withoutPrefix(body: Uint8Array): Uint8Array {
  return body[0] === 0x45 && body[1] === 0x78 ? body.subarray(6) : body;
}
