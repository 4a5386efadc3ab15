/** libavif by @jsquash/avif: instances are made when first needed and thrown away when they threw or have grown. */
import decoderFactory from "@jsquash/avif/codec/dec/avif_dec.js";
import encoderFactory from "@jsquash/avif/codec/enc/avif_enc.js";
import { defaultOptions } from "@jsquash/avif/meta.js";
import type { AvifCodec } from "../ports.ts";

interface Modules {
  decoder: WebAssembly.Module;
  encoder: WebAssembly.Module;
}

/** 0 is slowest, 10 fastest; from 8 on a picture of a card takes tenths of a second. */
const SPEED = 9;
const MEMORY_BYTES_MAX = 80 * 1024 * 1024;

/** The decoder's C++ makes an ImageData, which workerd has not. */
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

/** Builds the codec; nothing is instantiated yet. */
export function createAvifCodec(modules: Modules): AvifCodec {
  let encoder: Awaited<ReturnType<typeof encoderFactory>> | null = null;
  let decoder: Awaited<ReturnType<typeof decoderFactory>> | null = null;
  return {
    async encode({ data, width, height, quality }) {
      encoder ??= await encoderFactory(emscriptenOptions(modules.encoder));
      const instance = encoder;
      encoder = null;
      const made = instance.encode(data as Uint8Array<ArrayBuffer>, width, height, {
        ...defaultOptions,
        quality,
        speed: SPEED,
      });
      if (!made) throw new Error("avif encoder gave no bytes");
      if (instance.HEAPU8.byteLength <= MEMORY_BYTES_MAX) encoder = instance;
      return made;
    },
    async decode(bytes) {
      const holder = globalThis as { ImageData?: unknown };
      holder.ImageData ??= PlainImageData;
      decoder ??= await decoderFactory(emscriptenOptions(modules.decoder));
      const instance = decoder;
      decoder = null;
      const made = instance.decode(bytes as Uint8Array<ArrayBuffer>, 8);
      if (!made) throw new Error("avif decoder gave no pixels");
      if (instance.HEAPU8.byteLength <= MEMORY_BYTES_MAX) decoder = instance;
      const { width, height, data } = made;
      return {
        width,
        height,
        data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      };
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
