/** The codecs' modules as Workers take them: compiled when the Worker is uploaded. */
import * as png from "@jsquash/png/codec/pkg/squoosh_png_bg.wasm";
import webpDecoder from "@jsquash/webp/codec/dec/webp_dec.wasm";
import webpEncoder from "@jsquash/webp/codec/enc/webp_enc_simd.wasm";
import jpeg from "imagescript/wasm/any/jpeg.wasm";
import pixels from "../../kernels/pixels.wasm";
import type { CodecModules } from "./codec-pool.ts";

/** The compiled modules of all codecs. */
export const codecModules: CodecModules = {
  jpeg,
  pixels,
  // The package's own declaration describes the instance; the bundler gives the compiled module.
  png: (png as unknown as { default: WebAssembly.Module }).default,
  "webp-decoder": webpDecoder,
  "webp-encoder": webpEncoder,
};
