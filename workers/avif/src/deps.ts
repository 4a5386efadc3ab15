/** Composition root of avif: the codec is libavif of @jsquash/avif, one instance each for the isolate. */
import decoder from "@jsquash/avif/codec/dec/avif_dec.wasm";
import encoder from "@jsquash/avif/codec/enc/avif_enc.wasm";
import { createAvifCodec } from "./adapters/codec.wasm.ts";
import type { Deps } from "./ports.ts";

// It keeps instances of Wasm, and nothing that belongs to a request.
const codec = createAvifCodec({ decoder, encoder });

/** Chooses the implementation. */
export function depsOf(): Deps {
  return { codec };
}
