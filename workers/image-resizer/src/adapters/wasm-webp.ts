/** WebP by @jsquash/webp's libwebp modules: the decoder, and the encoder's SIMD build. */
import decoderFactory from "@jsquash/webp/codec/dec/webp_dec.js";
import encoderFactory from "@jsquash/webp/codec/enc/webp_enc_simd.js";
import { defaultOptions } from "@jsquash/webp/meta.js";
import { CodecError } from "../core/codecs.ts";
import type { WebpHeader } from "../core/header-types.ts";
import type { Raster } from "../core/raster.ts";

/** The decoder's C++ makes an ImageData, which neither workerd nor Node has. */
class PlainImageData {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}

/** Pixels up to which the encoder may take its time: thumbnails are served most and cost least. */
const THOROUGH_PIXELS_MAX = 320 * 320;

/** One instance of the decoder. After any throw it must be thrown away. */
export async function createWebpDecoder(module: WebAssembly.Module) {
  const holder = globalThis as { ImageData?: unknown };
  holder.ImageData ??= PlainImageData;
  const wasm = await decoderFactory(emscriptenOptions(module));
  return {
    memoryBytes: () => wasm.HEAPU8.buffer.byteLength,
    decode<T>(
      bytes: Uint8Array,
      header: WebpHeader,
      use: (pixels: Raster, shrink: number) => T,
    ): T {
      const decoded = wasm.decode(bytes as Uint8Array<ArrayBuffer>);
      if (!decoded) throw new CodecError("webp decoder gave no pixels");
      const { width, height, data } = decoded;
      if (width !== header.width || height !== header.height) {
        throw new CodecError("webp size differs from its header");
      }
      return use({ width, height, channels: 4, hasAlpha: header.hasAlpha, data: bytesOf(data) }, 1);
    },
  };
}

/** One instance of the encoder. After any throw it must be thrown away. */
export async function createWebpEncoder(module: WebAssembly.Module) {
  const wasm = await encoderFactory(emscriptenOptions(module));
  return {
    memoryBytes: () => wasm.HEAPU8.buffer.byteLength,
    encode(rgba: Raster, quality: number): Uint8Array<ArrayBuffer> {
      const method = rgba.width * rgba.height <= THOROUGH_PIXELS_MAX ? 4 : 2;
      const options = { ...defaultOptions, quality, method };
      const pixels = bytesOf(rgba.data) as Uint8Array<ArrayBuffer>;
      const made = wasm.encode(pixels, rgba.width, rgba.height, options);
      if (!made) throw new Error("webp encoder gave no bytes");
      return made as Uint8Array<ArrayBuffer>;
    },
  };
}

function emscriptenOptions(module: WebAssembly.Module) {
  return {
    noInitialRun: true,
    locateFile: (name: string) => name,
    print: () => undefined,
    printErr: () => undefined,
    instantiateWasm(
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance) => unknown,
    ) {
      const instance = new WebAssembly.Instance(module, imports);
      receive(instance);
      return instance.exports;
    },
  };
}

function bytesOf(data: Uint8Array | Uint8ClampedArray): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
