/** Turns a ThumbHash into a picture small enough to be in every page: 4 × 4 pixels, 54 + 48 bytes of BMP. Pure. */
import { thumbHashToRGBA } from "thumbhash";

const SIDE = 4;
const HEADER_BYTES = 54;

/** Gives a data URL, or null for a hash that cannot be read. @param hash base64 */
export function placeholderUrl(hash: string): string | null {
  const bytes = fromBase64(hash);
  if (!bytes || bytes.length < 5) return null;
  const { w, h, rgba } = thumbHashToRGBA(bytes);
  const bmp = new Uint8Array(HEADER_BYTES + SIDE * SIDE * 3);
  const view = new DataView(bmp.buffer);
  view.setUint16(0, 0x424d);
  view.setUint32(2, bmp.length, true);
  view.setUint32(10, HEADER_BYTES, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, SIDE, true);
  view.setInt32(22, -SIDE, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  for (let cell = 0; cell < SIDE * SIDE; cell++) {
    const [red, green, blue] = cellMean(rgba, w, h, cell % SIDE, Math.floor(cell / SIDE));
    bmp.set([blue, green, red], HEADER_BYTES + cell * 3);
  }
  return `data:image/bmp;base64,${btoa(String.fromCharCode(...bmp))}`;
}

function cellMean(rgba: Uint8Array, w: number, h: number, column: number, row: number) {
  const sums: [number, number, number] = [0, 0, 0];
  let count = 0;
  for (let y = Math.floor((row * h) / SIDE); y < ((row + 1) * h) / SIDE; y++) {
    for (let x = Math.floor((column * w) / SIDE); x < ((column + 1) * w) / SIDE; x++) {
      const at = (y * w + x) * 4;
      sums[0] += rgba[at] ?? 0;
      sums[1] += rgba[at + 1] ?? 0;
      sums[2] += rgba[at + 2] ?? 0;
      count += 1;
    }
  }
  return sums.map((sum) => Math.round(sum / Math.max(1, count))) as typeof sums;
}

function fromBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]+=*$/.test(text)) return null;
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}
