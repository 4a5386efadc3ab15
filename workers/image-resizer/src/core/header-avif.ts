/** Reads an AVIF's boxes: the size of its primary picture and how it is turned. Pure. @see ISO/IEC 14496-12, 23008-12 */
import { err, ok } from "@edgemart/contracts/result";
import type { AvifHeader, HeaderResult } from "./header-types.ts";

const DEPTH_MAX = 6;
const BOXES_MAX = 2_000;
/** Boxes that hold boxes, and the bytes of their own before those. */
const CONTAINERS: Record<string, number> = { meta: 4, iprp: 0, ipco: 0 };

interface Found {
  width: number;
  height: number;
  rotation: number;
  mirror: number;
  hasAlpha: boolean;
}

/**
 * Reads size, rotation, mirror and alpha. Properties are taken of the largest picture: grids and thumbnails have
 * smaller ones, and the decoder's own size is held against this one.
 */
export function readAvifHeader(bytes: Uint8Array): HeaderResult<AvifHeader> {
  const found: Found = { width: 0, height: 0, rotation: 0, mirror: -1, hasAlpha: false };
  walk(bytes, 0, bytes.length, 0, found, { left: BOXES_MAX });
  const { width, height, rotation, mirror, hasAlpha } = found;
  if (width === 0 || height === 0) return err("image_unreadable");
  const orientation = orientationOf(rotation, mirror);
  return ok({ type: "image/avif", width, height, orientation, hasAlpha, icc: null });
}

function walk(
  bytes: Uint8Array,
  from: number,
  to: number,
  depth: number,
  found: Found,
  budget: { left: number },
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = from; at + 8 <= to && budget.left > 0; budget.left--) {
    const size = view.getUint32(at) || to - at;
    const end = at + size;
    if (size < 8 || end > to) return;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const own = CONTAINERS[name];
    if (own !== undefined && depth < DEPTH_MAX) {
      walk(bytes, at + 8 + own, end, depth + 1, found, budget);
    } else if (name === "ispe" && size >= 20) {
      const [width, height] = [view.getUint32(at + 12), view.getUint32(at + 16)];
      if (width * height > found.width * found.height) Object.assign(found, { width, height });
    } else if (name === "irot") found.rotation = (bytes[at + 8] ?? 0) & 3;
    else if (name === "imir") found.mirror = (bytes[at + 8] ?? 0) & 1;
    else if (name === "auxC") found.hasAlpha ||= textIn(bytes, at + 12, end).includes("alpha");
    at = end;
  }
}

function textIn(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 64)));
}

/** Rotation goes anticlockwise and before the mirror; axis 0 turns top and bottom round, 1 left and right. */
function orientationOf(rotation: number, mirror: number): number {
  const plain = [1, 8, 3, 6];
  const upsideDown = [4, 7, 2, 5];
  const sideways = [2, 5, 4, 7];
  return (mirror < 0 ? plain : mirror === 0 ? upsideDown : sideways)[rotation] ?? 1;
}
