/** Source bytes → the asked picture: decode small, scale, turn, blur, place, encode. Pure, given the codecs. */
import type { ImageFormat } from "@edgemart/contracts/images";
import { flatten } from "./alpha.ts";
import { blur } from "./blur.ts";
import { placeOn } from "./canvas.ts";
import type { Codecs, OutputType } from "./codecs.ts";
import { decodeShrink, displayedSize, type Layout, layOut, storedWindow } from "./geometry.ts";
import { decodedPixelsMax } from "./header.ts";
import type { ImageHeader } from "./header-types.ts";
import { type Profile, readProfile, toSrgb } from "./icc.ts";
import { LIMITS } from "./limits.ts";
import { orient } from "./orient.ts";
import type { PictureParams } from "./params.ts";
import type { Raster } from "./raster.ts";

const WHITE = { r: 255, g: 255, b: 255, a: 255 };
const CLEAR = { r: 0, g: 0, b: 0, a: 0 };

/** A finished picture. */
export interface Rendered {
  bytes: Uint8Array<ArrayBuffer>;
  type: OutputType;
}

/** A source whose header has passed. */
export interface Decodable {
  bytes: Uint8Array;
  header: ImageHeader;
  /** Its pixels, when another Worker has decoded them. */
  pixels?: Raster;
}

/**
 * Makes a picture.
 *
 * @param format negotiated; `auto` = JPEG, or PNG for a source with alpha
 * @throws CodecError when the source cannot be decoded
 */
export function renderPicture(
  source: Decodable,
  params: PictureParams,
  format: ImageFormat,
  codecs: Codecs,
): Rendered {
  const { pixels, type } = renderPixels(source, params, format, codecs);
  return { bytes: codecs.encode(pixels, type, params.q), type };
}

/** Makes a picture's pixels, ready for an encoder of its type. @throws CodecError when the source cannot be decoded */
export function renderPixels(
  source: Decodable,
  params: PictureParams,
  format: ImageFormat,
  codecs: Codecs,
): { pixels: Raster; type: OutputType } {
  const { header } = source;
  const layout = layOut(displayedSize(header, header.orientation), params);
  const scaled = scaledPixels(source, layout, codecs);
  const blurred = blur(scaled, params.blur);
  const placed = layout.canvas ? placeOn(layout.canvas, blurred, params.bg ?? CLEAR) : blurred;
  const type = outputType(format, placed.hasAlpha);
  const ground = params.bg?.a ? params.bg : WHITE;
  return { pixels: type === "image/jpeg" ? flatten(placed, ground) : placed, type };
}

/** Decodes, scales and turns the part of the source that a layout shows. */
export function scaledPixels(
  { bytes, header, pixels: decoded }: Decodable,
  { crop, scaled }: Pick<Layout, "crop" | "scaled">,
  codecs: Codecs,
): Raster {
  const window = storedWindow(crop, header, header.orientation);
  const size = displayedSize(scaled, header.orientation);
  const ratio = Math.max(size.width / window.width, size.height / window.height);
  const wanted = decodeShrink(header, ratio, decodedPixelsMax(header));
  const resample = (pixels: Raster, shrink: number) =>
    codecs.resample(
      pixels,
      {
        x: window.x / shrink,
        y: window.y / shrink,
        width: window.width / shrink,
        height: window.height / shrink,
      },
      size,
    );
  const stored = decoded ? resample(decoded, 1) : codecs.decode(bytes, header, wanted, resample);
  const profile = profileOf(header, codecs);
  // After the shrink, when there are few pixels; four inks are sRGB already.
  if (profile) toSrgb(stored, profile);
  return orient(stored, header.orientation);
}

/** A profile that cannot be read changes nothing: the picture is worth more than its last shade. */
function profileOf(header: ImageHeader, codecs: Codecs): Profile | null {
  const { icc } = header;
  if (!icc || (header.type === "image/jpeg" && header.components !== 3)) return null;
  if (!icc.isDeflated) return readProfile(icc.bytes);
  try {
    return readProfile(codecs.inflate(icc.bytes, LIMITS.profileBytesMax));
  } catch {
    return null;
  }
}

/** The types a format may come out as: codecs must be ready before the source's alpha is known. */
export function outputType(format: ImageFormat, hasAlpha: boolean): OutputType {
  switch (format) {
    case "webp":
      return "image/webp";
    case "jpeg":
      return "image/jpeg";
    case "png":
      return "image/png";
    case "avif":
    // GIF is passed on untouched or not at all.
    case "gif":
      return "image/webp";
    case "auto":
      return hasAlpha ? "image/png" : "image/jpeg";
  }
}
