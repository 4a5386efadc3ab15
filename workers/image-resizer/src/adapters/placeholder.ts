/** ThumbHash placeholders. */
import { rgbaToThumbHash } from "thumbhash";
import type { Raster } from "../core/raster.ts";

/** Makes a placeholder, base64. @param rgba at most 100×100 pixels with straight alpha */
export function placeholderOf(rgba: Raster): string {
  return btoa(String.fromCharCode(...rgbaToThumbHash(rgba.width, rgba.height, rgba.data)));
}
