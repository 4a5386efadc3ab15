/** The AVIF codec as a service: its Wasm is too large for the Worker that serves pictures. */
import { z } from "zod";
import type { CallContext } from "./call.ts";
import type { Result } from "./result.ts";

/** Pixels an encoder call may have: what 10 s of CPU make at its fastest settings, twice over. */
export const AVIF_ENCODE_PIXELS_MAX = 1_000_000;
/** Pixels a decoder call may give: RGBA must fit into one RPC answer of 32 MiB. */
export const AVIF_DECODE_PIXELS_MAX = 6_000_000;

/** A decoded picture. */
export const AvifPixels = z.object({
  width: z.int().min(1).max(65_535),
  height: z.int().min(1).max(65_535),
  /** RGBA with straight alpha. */
  data: z.instanceof(Uint8Array),
});
/** A parsed `AvifPixels`. */
export type AvifPixels = z.infer<typeof AvifPixels>;

/** A picture to be written, and its quality. */
export const AvifEncodeInput = AvifPixels.extend({ quality: z.int().min(1).max(100) });
/** A parsed `AvifEncodeInput`. */
export type AvifEncodeInput = z.infer<typeof AvifEncodeInput>;

/** What the image Worker asks. */
export interface AvifRpc {
  /** @returns the file · `validation_failed` */
  encode(
    input: AvifEncodeInput,
    call: CallContext,
  ): Promise<Result<Uint8Array, "validation_failed">>;
  /** @returns 8 bits a channel · `image_unreadable` · `image_too_large` */
  decode(
    bytes: Uint8Array,
    call: CallContext,
  ): Promise<Result<AvifPixels, "image_unreadable" | "image_too_large">>;
}
