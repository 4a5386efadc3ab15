/** Which codec reads or writes which type. Pure. */
import type { ImageInfo } from "@edgemart/contracts/images";
import type { OutputType } from "./codecs.ts";

export type CodecName = "jpeg" | "png" | "webp-decoder" | "webp-encoder";

const DECODERS = {
  "image/jpeg": "jpeg",
  "image/png": "png",
  "image/webp": "webp-decoder",
} as const satisfies Record<ImageInfo["type"], CodecName>;

const ENCODERS = {
  "image/jpeg": "jpeg",
  "image/png": "png",
  "image/webp": "webp-encoder",
} as const satisfies Record<OutputType, CodecName>;

export function decoderOf(type: ImageInfo["type"]): CodecName {
  return DECODERS[type];
}

export function encoderOf(type: OutputType): CodecName {
  return ENCODERS[type];
}
