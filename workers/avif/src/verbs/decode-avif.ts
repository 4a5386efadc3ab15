/** Reads an AVIF; what it cannot read is the file's fault. */
import { AVIF_DECODE_PIXELS_MAX, type AvifPixels } from "@edgemart/contracts/avif";
import { IMAGE_BYTES_MAX } from "@edgemart/contracts/images";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { AvifCodec } from "../ports.ts";

/** The caller has held the header's size against the limit; the pixels are held against it again. */
export async function decodeAvif(bytes: Uint8Array, codec: AvifCodec): Promise<Result<AvifPixels>> {
  if (!(bytes instanceof Uint8Array) || bytes.length > IMAGE_BYTES_MAX)
    return err("image_too_large");
  let pixels: AvifPixels;
  try {
    pixels = await codec.decode(bytes);
  } catch {
    // libavif says only that it could not; the instance is gone with the throw.
    return err("image_unreadable");
  }
  const isTooLarge = pixels.width * pixels.height > AVIF_DECODE_PIXELS_MAX;
  return isTooLarge ? err("image_too_large") : ok(pixels);
}
