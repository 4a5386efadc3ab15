/** What is shown of a picture before it is there: size, colour and placeholder. Pure, given codecs and placeholder. */
import type { ImageInfo } from "@edgemart/contracts/images";
import type { Codecs } from "./codecs.ts";
import { dominantColour } from "./dominant-colour.ts";
import { displayedSize, layOut } from "./geometry.ts";
import { type Raster, toRgba } from "./raster.ts";
import { type Decodable, scaledPixels } from "./render.ts";

/** ThumbHash takes at most 100 pixels a side. */
const SIDE = 100;

/** Describes a source by its header and a small decode. @throws CodecError when it cannot be decoded */
export function describePixels(
  source: Decodable,
  codecs: Codecs,
  placeholderOf: (rgba: Raster) => string,
): Omit<ImageInfo, "id"> {
  const { bytes, header } = source;
  const shown = displayedSize(header, header.orientation);
  const box = { w: SIDE, h: SIDE, fit: "inside", pos: "center", enlarge: false } as const;
  const rgba = toRgba(scaledPixels(source, layOut(shown, box), codecs));
  return {
    type: header.type,
    bytes: bytes.length,
    width: shown.width,
    height: shown.height,
    orientation: header.orientation,
    dominantColor: dominantColour(rgba),
    thumbhash: placeholderOf(rgba),
  };
}
