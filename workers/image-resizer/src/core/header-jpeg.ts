/** Reads a JPEG's segments up to its first scan. Pure. @see ITU-T T.81 Annex B */
import { err, ok } from "@edgemart/contracts/result";
import { readOrientation } from "./exif.ts";
import type { HeaderResult, JpegHeader } from "./header-types.ts";

const SOF_BASELINE = 0xc0;
const SOF_PROGRESSIVE = 0xc2;
const SOS = 0xda;
const EOI = 0xd9;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];
/** "ICC_PROFILE", 0; then the number of the part and of all parts. */
const ICC = [0x49, 0x43, 0x43, 0x5f, 0x50, 0x52, 0x4f, 0x46, 0x49, 0x4c, 0x45, 0];
const ADOBE = [0x41, 0x64, 0x6f, 0x62, 0x65];

/** Reads size, coding, components and orientation. */
export function readJpegHeader(bytes: Uint8Array): HeaderResult<JpegHeader> {
  let orientation = 0;
  let adobe = false;
  let frame: Frame | null = null;
  const profile: Uint8Array[] = [];
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return err("image_unreadable");
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      at += 1; // fill byte, B.1.1.2
      continue;
    }
    if (marker === SOS || marker === EOI) break;
    const length = u16(bytes, at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return err("image_unreadable");
    const body = bytes.subarray(at + 4, end);
    if (isFrame(marker)) {
      if (marker > SOF_PROGRESSIVE || body[0] !== 8) return err("image_type_unsupported");
      if (frame) return err("image_unreadable");
      frame = readFrame(body, marker === SOF_PROGRESSIVE);
      if (!frame) return err("image_unreadable");
    } else if (marker === APP1 && orientation === 0 && begins(body, EXIF)) {
      orientation = readOrientation(body.subarray(EXIF.length));
    } else if (marker === APP2 && begins(body, ICC) && body.length > 14) {
      profile[body[12] as number] = body.subarray(14);
    } else if (marker === APP14 && begins(body, ADOBE)) {
      adobe = true;
    }
    at = end;
  }
  if (!frame) return err("image_unreadable");
  return ok({
    type: "image/jpeg",
    hasAlpha: false,
    orientation: orientation || 1,
    adobe,
    icc: profileOf(profile),
    ...frame,
  });
}

/** Parts are numbered from 1; with one missing there is no profile. */
function profileOf(parts: readonly (Uint8Array | undefined)[]): JpegHeader["icc"] {
  const present = parts.slice(1);
  if (present.length === 0 || Array.from(present).includes(undefined)) return null;
  const whole = new Uint8Array(present.reduce((sum, part) => sum + (part?.length ?? 0), 0));
  let at = 0;
  for (const part of present) {
    if (part) whole.set(part, at);
    at += part?.length ?? 0;
  }
  return { bytes: whole, isDeflated: false };
}

type Frame = Pick<
  JpegHeader,
  "width" | "height" | "components" | "progressive" | "coefficientBytes"
>;

function readFrame(body: Uint8Array, progressive: boolean): Frame | null {
  const components = body[5] ?? 0;
  if (![1, 3, 4].includes(components) || body.length < 6 + components * 3) return null;
  const height = u16(body, 1);
  const width = u16(body, 3);
  const sampling = Array.from({ length: components }, (_, index) => {
    const factors = body[7 + index * 3] as number;
    return { h: factors >> 4, v: factors & 15 };
  });
  if (sampling.some(({ h, v }) => h < 1 || h > 4 || v < 1 || v > 4)) return null;
  const hMax = Math.max(...sampling.map(({ h }) => h));
  const vMax = Math.max(...sampling.map(({ v }) => v));
  const units = Math.ceil(width / (8 * hMax)) * Math.ceil(height / (8 * vMax));
  const blocks = units * sampling.reduce((sum, { h, v }) => sum + h * v, 0);
  return { width, height, components, progressive, coefficientBytes: blocks * 64 * 2 };
}

/** SOF0 to SOF15; C4, C8 and CC are tables and reserved. */
function isFrame(marker: number): boolean {
  return (
    marker >= SOF_BASELINE &&
    marker <= 0xcf &&
    marker !== 0xc4 &&
    marker !== 0xc8 &&
    marker !== 0xcc
  );
}

function begins(body: Uint8Array, magic: number[]): boolean {
  return magic.every((byte, index) => body[index] === byte);
}

function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}
