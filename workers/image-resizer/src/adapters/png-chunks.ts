/** Checks a PNG's chunks from the first to IEND: the decoder does not. @see W3C PNG (Third Edition) §5 */
import { crc32 } from "node:zlib";

/**
 * Tells what is wrong with the chunks a viewer must understand, or null.
 *
 * As libpng does, a bad checksum of an ancillary chunk (its name begins with a small letter) is let pass.
 */
export function pngChunkFault(bytes: Uint8Array): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) return "a chunk is cut";
    const critical = ((bytes[at + 4] as number) & 0x20) === 0;
    if (critical && crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end)) {
      return "a checksum is wrong";
    }
    if (isEnd(bytes, at + 4)) return null;
    at = end + 4;
  }
  return "the end is missing";
}

function isEnd(bytes: Uint8Array, at: number): boolean {
  return [0x49, 0x45, 0x4e, 0x44].every((byte, index) => bytes[at + index] === byte);
}
