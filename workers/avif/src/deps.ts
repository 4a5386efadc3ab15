/** Chooses the codec: libavif of @jsquash/avif, one instance each for the isolate. */
import decoder from "@jsquash/avif/codec/dec/avif_dec.wasm";
import encoder from "@jsquash/avif/codec/enc/avif_enc.wasm";
import { createAvifCodec } from "./adapters/codec.wasm.ts";

export const codec = createAvifCodec({ decoder, encoder });
