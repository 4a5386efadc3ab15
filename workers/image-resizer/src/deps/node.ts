/** The image tools for Node (seed, tests): same code, modules compiled from the installed packages. Never bundled. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { ImageInfo } from "@edgemart/contracts/images";
import { err, type Result } from "@edgemart/contracts/result";
import { createCodecPool } from "../adapters/codec-pool.ts";
import { placeholderOf } from "../adapters/placeholder.ts";
import { sha256 } from "../adapters/sha256.ts";
import type { Tools } from "../ports.ts";
import { describeImage as describe } from "../verbs/describe-image.ts";

// Workers' types forbid what Workers forbid; Node compiles at run time.
const Compiler = WebAssembly.Module as unknown as new (bytes: Uint8Array) => WebAssembly.Module;

/** Builds the tools; one set decodes one picture at a time. */
export function createNodeTools(): Tools {
  const { resolve } = createRequire(import.meta.url);
  const compile = (path: string) => new Compiler(readFileSync(resolve(path)));
  const codecs = createCodecPool({
    pixels: new Compiler(readFileSync(join(import.meta.dirname, "../../kernels/pixels.wasm"))),
    jpeg: compile("imagescript/wasm/any/jpeg.wasm"),
    png: compile("@jsquash/png/codec/pkg/squoosh_png_bg.wasm"),
    "webp-decoder": compile("@jsquash/webp/codec/dec/webp_dec.wasm"),
    "webp-encoder": compile("@jsquash/webp/codec/enc/webp_enc_simd.wasm"),
  });
  const avif: Tools["avif"] = {
    decode: async () => err("image_type_unsupported"),
    encode: async () => null,
  };
  return { codecs, avif, overflow: null, placeholderOf, sha256, warn: () => undefined };
}

let tools: Tools | null = null;

/**
 * Describes a picture's bytes; store the answer as JSON in the metadata `info` of the R2 object `o/<id>`.
 *
 * @returns `image_type_unsupported` · `image_unreadable` · `image_too_large`
 */
export function describeImage(bytes: Uint8Array): Promise<Result<ImageInfo & { id: string }>> {
  tools ??= createNodeTools();
  return describe(bytes, tools);
}
