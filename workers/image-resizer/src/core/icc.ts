/** Colour profiles of the matrix kind → sRGB, applied to the small picture. Pure. @see ICC.1:2022 */
import type { Raster } from "./raster.ts";

/** What a profile does to a colour: a curve for each channel, then a matrix to linear sRGB. */
export interface Profile {
  /** Linear light of each 8-bit value, three channels of 256. */
  curves: Float64Array[];
  /** Row by row. */
  matrix: number[];
}

/** XYZ at D50, where profiles meet → linear sRGB. */
const TO_SRGB = [
  [3.1341359, -1.6173863, -0.4906619],
  [-0.9787955, 1.9162544, 0.0334427],
  [0.0719554, -0.228977, 1.4053861],
];
/** Largest difference, of 255, that leaves a profile for sRGB. */
const SAME = 1.5;
const TAGS_MAX = 200;

/**
 * Reads a profile.
 *
 * @returns null for sRGB itself, for other colour models and for what is not understood: the pixels then stay as they are
 */
export function readProfile(icc: Uint8Array): Profile | null {
  const view = new DataView(icc.buffer, icc.byteOffset, icc.byteLength);
  if (icc.length < 132 || tagName(icc, 16) !== "RGB " || tagName(icc, 20) !== "XYZ ") return null;
  const tags = new Map<string, Uint8Array>();
  const count = Math.min(view.getUint32(128), TAGS_MAX);
  for (let entry = 132; entry < 132 + count * 12 && entry + 12 <= icc.length; entry += 12) {
    const at = view.getUint32(entry + 4);
    tags.set(tagName(icc, entry), icc.subarray(at, at + view.getUint32(entry + 8)));
  }
  const columns = ["rXYZ", "gXYZ", "bXYZ"].map((name) => xyzOf(tags.get(name)));
  const curves = ["rTRC", "gTRC", "bTRC"].map((name) => curveOf(tags.get(name)));
  if (columns.includes(null) || curves.includes(null)) return null;
  const [r, g, b] = columns as number[][];
  const matrix = TO_SRGB.flatMap((row) =>
    [r, g, b].map((column) => row.reduce((sum, part, i) => sum + part * (column?.[i] ?? 0), 0)),
  );
  const profile = { curves: curves as Float64Array[], matrix };
  return isSrgb(profile) ? null : profile;
}

/** Converts colours in place; alpha stays. */
export function toSrgb({ data, channels }: Raster, { curves, matrix }: Profile): void {
  if (channels === 1) return;
  const [rs, gs, bs] = curves as [Float64Array, Float64Array, Float64Array];
  const [m0 = 0, m1 = 0, m2 = 0, m3 = 0, m4 = 0, m5 = 0, m6 = 0, m7 = 0, m8 = 0] = matrix;
  for (let at = 0; at < data.length; at += channels) {
    const r = rs[data[at] as number] as number;
    const g = gs[data[at + 1] as number] as number;
    const b = bs[data[at + 2] as number] as number;
    data[at] = encoded(m0 * r + m1 * g + m2 * b);
    data[at + 1] = encoded(m3 * r + m4 * g + m5 * b);
    data[at + 2] = encoded(m6 * r + m7 * g + m8 * b);
  }
}

const STEPS = 8192;
const ENCODED = Uint8Array.from({ length: STEPS + 1 }, (_, step) => {
  const light = step / STEPS;
  return Math.round(
    255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055),
  );
});

function encoded(light: number): number {
  return ENCODED[Math.round(Math.min(1, Math.max(0, light)) * STEPS)] as number;
}

function isSrgb(profile: Profile): boolean {
  const samples = [0, 40, 90, 128, 200, 255];
  const pixels = samples.flatMap((r) => samples.flatMap((g) => samples.flatMap((b) => [r, g, b])));
  const data = Uint8Array.from(pixels);
  toSrgb({ width: pixels.length / 3, height: 1, channels: 3, hasAlpha: false, data }, profile);
  return data.every((value, index) => Math.abs(value - (pixels[index] ?? 0)) <= SAME);
}

/** An XYZType's first number triple. */
function xyzOf(tag: Uint8Array | undefined): number[] | null {
  if (!tag || tag.length < 20 || tagName(tag, 0) !== "XYZ ") return null;
  return [8, 12, 16].map((at) => fixed(tag, at));
}

/** A curve as the light of 256 values: a power, a table, or one of the parametric forms. */
function curveOf(tag: Uint8Array | undefined): Float64Array | null {
  if (!tag || tag.length < 12) return null;
  const kind = tagName(tag, 0);
  const view = new DataView(tag.buffer, tag.byteOffset, tag.byteLength);
  if (kind === "curv") {
    const count = view.getUint32(8);
    if (count === 0) return sampled((x) => x);
    if (tag.length < 12 + count * 2) return null;
    if (count === 1) return sampled((x) => x ** (view.getUint16(12) / 256));
    return sampled((x) => {
      const place = x * (count - 1);
      const low = Math.min(count - 2, Math.floor(place));
      const value = (index: number) => view.getUint16(12 + index * 2) / 65_535;
      return value(low) + (place - low) * (value(low + 1) - value(low));
    });
  }
  if (kind !== "para") return null;
  const form = view.getUint16(8);
  const many = [1, 3, 4, 5, 7][form];
  if (many === undefined || tag.length < 12 + many * 4) return null;
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from({ length: many }, (_, i) =>
    fixed(tag, 12 + i * 4),
  );
  const edge = form === 1 || form === 2 ? -b / a : d;
  return sampled((x) => {
    if (form === 0) return x ** g;
    const added = form === 2 ? c : form === 4 ? e : 0;
    const below = form === 1 ? 0 : form === 2 ? c : form === 3 ? c * x : c * x + f;
    return x >= edge ? (a * x + b) ** g + added : below;
  });
}

function sampled(curve: (x: number) => number): Float64Array {
  return Float64Array.from({ length: 256 }, (_, value) => {
    const light = curve(value / 255);
    return Number.isFinite(light) ? light : 0;
  });
}

/** s15Fixed16Number. */
function fixed(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getInt32(0) / 65_536;
}

function tagName(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
