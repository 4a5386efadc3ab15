/** Writes an AVIF, within what one call may cost. */
import { AVIF_ENCODE_PIXELS_MAX, AvifEncodeInput } from "@edgemart/contracts/avif";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { AvifCodec } from "../ports.ts";

/** @returns the file · `validation_failed` when pixels and sides do not agree or are too many */
export async function encodeAvif(
  input: AvifEncodeInput,
  codec: AvifCodec,
): Promise<Result<Uint8Array>> {
  const parsed = AvifEncodeInput.safeParse(input);
  if (!parsed.success) return err("validation_failed");
  const { width, height, data } = parsed.data;
  const pixels = width * height;
  if (pixels > AVIF_ENCODE_PIXELS_MAX || data.length !== pixels * 4) {
    return err("validation_failed");
  }
  return ok(await codec.encode(parsed.data));
}
