/** The questions of `AvifRpc`: sides and bytes are held against the limits here, types vanish between Workers. */
import {
  AVIF_DECODE_PIXELS_MAX,
  AVIF_ENCODE_PIXELS_MAX,
  AvifEncodeInput,
  type AvifPixels,
} from "@edgemart/contracts/avif";
import { IMAGE_BYTES_MAX } from "@edgemart/contracts/images";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Deps } from "../ports.ts";

/** Writes an AVIF. @returns the file · `validation_failed` when pixels and sides do not agree or are too many */
export async function encode(
  input: unknown,
  { codec }: Deps,
): Promise<Result<Uint8Array, "validation_failed">> {
  const parsed = AvifEncodeInput.safeParse(input);
  if (!parsed.success) return err("validation_failed");
  const { width, height, data } = parsed.data;
  const pixels = width * height;
  if (pixels > AVIF_ENCODE_PIXELS_MAX || data.length !== pixels * 4) {
    return err("validation_failed");
  }
  return ok(await codec.encode(parsed.data));
}

/**
 * Reads an AVIF. The caller has held the header's size against the limit; the pixels are held against it again.
 *
 * @returns the pixels · `image_too_large` · `image_unreadable`: the fault of the file
 */
export async function decode(
  bytes: unknown,
  { codec }: Deps,
): Promise<Result<AvifPixels, "image_unreadable" | "image_too_large">> {
  if (!(bytes instanceof Uint8Array) || bytes.length > IMAGE_BYTES_MAX) {
    return err("image_too_large");
  }
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
