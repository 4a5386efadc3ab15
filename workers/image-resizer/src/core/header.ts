/** What a source says of itself before it is decoded: the bytes decide, never a name or a Content-Type. Pure. */
import { err, ok } from "@edgemart/contracts/result";
import { readAvifHeader } from "./header-avif.ts";
import { readGifHeader } from "./header-gif.ts";
import { readJpegHeader } from "./header-jpeg.ts";
import { readPngHeader } from "./header-png.ts";
import type { HeaderResult, ImageHeader, PngHeader } from "./header-types.ts";
import { readWebpHeader } from "./header-webp.ts";
import { LIMITS } from "./limits.ts";

/**
 * Sniffs the magic bytes and reads the header, then holds its pixels against the limits of its type.
 *
 * @returns `image_type_unsupported` · `image_unreadable` (cut or contradictory header) · `image_too_large`
 */
export function readHeader(bytes: Uint8Array): HeaderResult<ImageHeader> {
  const header = parse(bytes);
  if (!header.ok) return header;
  const { width, height } = header.value;
  if (width < 1 || height < 1) return err("image_unreadable");
  const breach = tooLarge(header.value);
  return breach ? err("image_too_large", { detail: breach }) : ok(header.value);
}

function parse(bytes: Uint8Array): HeaderResult<ImageHeader> {
  if (startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return readJpegHeader(bytes);
  if (startsWith(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) {
    return readPngHeader(bytes);
  }
  const riff = startsWith(bytes, 0, [0x52, 0x49, 0x46, 0x46]);
  if (riff && startsWith(bytes, 8, [0x57, 0x45, 0x42, 0x50])) return readWebpHeader(bytes);
  if (startsWith(bytes, 0, [0x47, 0x49, 0x46, 0x38])) return readGifHeader(bytes);
  const isAvif = [0x66, 0x73].some((last) =>
    // "ftypavif" and the sequences' "ftypavis".
    startsWith(bytes, 4, [0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69, last]),
  );
  if (isAvif) return readAvifHeader(bytes);
  return err("image_type_unsupported");
}

/** A HEIC picture, which nothing here decodes. */
export function isHeic(bytes: Uint8Array): boolean {
  const isIso = startsWith(bytes, 4, [0x66, 0x74, 0x79, 0x70]);
  return (
    isIso && /^(hei[cxm]|hev[cx]|mif1|msf1)$/.test(String.fromCharCode(...bytes.subarray(8, 12)))
  );
}

function startsWith(bytes: Uint8Array, at: number, magic: number[]): boolean {
  return magic.every((byte, index) => bytes[at + index] === byte);
}

/**
 * Gives how many pixels a source may be decoded to within the isolate's memory; only JPEG has a choice.
 *
 * Each component is kept twice, as a plane and in the answer; four of them are then made RGB.
 */
export function decodedPixelsMax(header: ImageHeader): number {
  if (header.type !== "image/jpeg") return Number.POSITIVE_INFINITY;
  const kept = header.progressive ? header.coefficientBytes : 0;
  const bytesPerPixel = header.components * 2 + (header.components === 4 ? 3 : 0);
  return (LIMITS.decodeBytesMax - kept) / bytesPerPixel;
}

const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Bytes of a PNG's row without the one of its filter. */
export function pngRowBytes({ width, depth, colourType }: PngHeader): number {
  return Math.ceil((width * depth * (SAMPLES[colourType] ?? 4)) / 8);
}

function tooLarge(header: ImageHeader): string | null {
  const pixels = header.width * header.height;
  switch (header.type) {
    case "image/jpeg":
      if (header.progressive && header.coefficientBytes > LIMITS.jpegCoefficientBytesMax) {
        return "At most 24 megapixels are taken of a progressive JPEG at 4:2:0; save it as baseline.";
      }
      return over(pixels, LIMITS.jpegPixelsMax, "a JPEG");
    case "image/png":
      if (header.isInterlaced) {
        return over(pixels, LIMITS.pngInterlacedPixelsMax, "an interlaced PNG");
      }
      return header.height * (pngRowBytes(header) + 1) > LIMITS.pngRawBytesMax
        ? "At most 21 megapixels of RGB, 16 of RGBA, are taken of a PNG."
        : null;
    case "image/webp":
      return header.lossless || header.hasAlpha
        ? over(pixels, LIMITS.webpCostlyPixelsMax, "a WebP with alpha or without loss")
        : over(pixels, LIMITS.webpPixelsMax, "a WebP");
    case "image/gif":
      return over(pixels, LIMITS.gifPixelsMax, "a GIF");
    case "image/avif":
      return over(pixels, LIMITS.avifPixelsMax, "an AVIF");
  }
}

function over(pixels: number, max: number, what: string): string | null {
  return pixels > max ? `At most ${max / 1_000_000} megapixels are taken of ${what}.` : null;
}
