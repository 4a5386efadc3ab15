/** Source bytes → the asked picture: decode small, scale, turn, blur, place, encode. Pure, given the codecs. */
import type { ImageFormat } from "@edgemart/contracts/images";
import { flatten } from "./alpha.ts";
import { blur } from "./blur.ts";
import { placeOn } from "./canvas.ts";
import type { Codecs, OutputType } from "./codecs.ts";
import { decodeShrink, displayedSize, type Layout, layOut, storedWindow } from "./geometry.ts";
import { decodedPixelsMax, type ImageHeader } from "./header.ts";
import { orient } from "./orient.ts";
import type { PictureParams } from "./params.ts";
import type { Raster } from "./raster.ts";

const WHITE = { r: 255, g: 255, b: 255, a: 255 };
const CLEAR = { r: 0, g: 0, b: 0, a: 0 };

export interface Rendered {
  bytes: Uint8Array<ArrayBuffer>;
  type: OutputType;
}

/**
 * Makes a picture.
 *
 * @param format negotiated; `auto` = JPEG, or PNG for a source with alpha
 * @throws CodecError when the source cannot be decoded
 */
export function renderPicture(
  source: { bytes: Uint8Array; header: ImageHeader },
  params: PictureParams,
  format: ImageFormat,
  codecs: Codecs,
): Rendered {
  const { bytes, header } = source;
  const layout = layOut(displayedSize(header, header.orientation), params);
  const scaled = scaledPixels(bytes, header, layout, codecs);
  const blurred = blur(scaled, params.blur);
  const placed = layout.canvas ? placeOn(layout.canvas, blurred, params.bg ?? CLEAR) : blurred;
  const type = outputType(format, placed.hasAlpha);
  const ground = params.bg?.a ? params.bg : WHITE;
  const final = type === "image/jpeg" ? flatten(placed, ground) : placed;
  return { bytes: codecs.encode(final, type, params.q), type };
}

/** Decodes, scales and turns the part of the source that a layout shows. */
export function scaledPixels(
  bytes: Uint8Array,
  header: ImageHeader,
  { crop, scaled }: Pick<Layout, "crop" | "scaled">,
  codecs: Codecs,
): Raster {
  const window = storedWindow(crop, header, header.orientation);
  const size = displayedSize(scaled, header.orientation);
  const ratio = Math.max(size.width / window.width, size.height / window.height);
  const wanted = decodeShrink(header, ratio, decodedPixelsMax(header));
  const stored = codecs.decode(bytes, header, wanted, (pixels, shrink) =>
    codecs.resample(
      pixels,
      {
        x: window.x / shrink,
        y: window.y / shrink,
        width: window.width / shrink,
        height: window.height / shrink,
      },
      size,
    ),
  );
  return orient(stored, header.orientation);
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
    case "auto":
      return hasAlpha ? "image/png" : "image/jpeg";
  }
}
