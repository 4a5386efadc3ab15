/** Which codec reads or writes which type. Pure. */
import type { ImageInfo } from "@edgemart/contracts/images";
import type { OutputType } from "./codecs.ts";

/** A codec that has to be instantiated. */
export type CodecName = "jpeg" | "png" | "webp-decoder" | "webp-encoder";

const DECODERS = {
  "image/jpeg": "jpeg",
  "image/png": "png",
  "image/webp": "webp-decoder",
  // Decoded without Wasm, and by another Worker.
  "image/gif": null,
  "image/avif": null,
} as const satisfies Record<ImageInfo["type"], CodecName | null>;

const ENCODERS = {
  "image/jpeg": "jpeg",
  "image/png": "png",
  "image/webp": "webp-encoder",
} as const satisfies Record<OutputType, CodecName>;

/** Gives the codec that has to be ready; null: none. */
export function decoderOf(type: ImageInfo["type"]): CodecName | null {
  return DECODERS[type];
}

/** Gives the codec that writes a type. */
export function encoderOf(type: OutputType): CodecName {
  return ENCODERS[type];
}
