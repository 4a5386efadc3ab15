/** PNG by @jsquash/png's module, with glue of our own: its own cannot be instantiated twice and copies every pixel. */
import { CodecError } from "../core/codecs.ts";
import type { PngHeader } from "../core/header-types.ts";
import type { Raster } from "../core/raster.ts";
import { pngChunkFault } from "./png-chunks.ts";

interface PngExports {
  memory: WebAssembly.Memory;
  /** Takes the input over and hands the pixels to the import that makes an ImageData. */
  decode(pointer: number, bytes: number): number;
  /** Writes pointer and length of the answer to `result`. */
  encode(
    result: number,
    pointer: number,
    bytes: number,
    width: number,
    height: number,
    depth: number,
  ): void;
  __wbindgen_malloc(bytes: number, align: number): number;
  __wbindgen_free(pointer: number, bytes: number, align: number): void;
  __wbindgen_add_to_stack_pointer(delta: number): number;
}

interface Pixels {
  pointer: number;
  bytes: number;
  width: number;
  height: number;
}

/** One instance of the codec. After any throw it must be thrown away: it has leaked what it held. */
export function createPngCodec(module: WebAssembly.Module) {
  let pixels: Pixels | null = null;
  const unused = () => {
    throw new Error("an import of the 16-bit path was called");
  };
  const wbg: Record<string, (...args: number[]) => unknown> = {
    __wbg_newwithownedu8clampedarrayandsh_91db5987993a08fb: (pointer, bytes, width, height) => {
      pixels = { pointer, bytes, width, height } as Pixels;
      return 0;
    },
    __wbindgen_throw: (pointer, bytes) => {
      const text = new Uint8Array(wasm.memory.buffer, pointer, bytes);
      throw new CodecError(`png: ${new TextDecoder().decode(text)}`);
    },
    __wbindgen_object_drop_ref: () => undefined,
    __wbindgen_memory: unused,
    __wbg_buffer_a448f833075b71ba: unused,
    __wbg_newwithbyteoffsetandlength_099217381c451830: unused,
  };
  // The export list of this exact npm version is the guarantee of the cast.
  const wasm = new WebAssembly.Instance(module, { wbg }).exports as unknown as PngExports;
  const copyIn = (bytes: Uint8Array | Uint8ClampedArray) => {
    const pointer = wasm.__wbindgen_malloc(bytes.length, 1) >>> 0;
    new Uint8Array(wasm.memory.buffer, pointer, bytes.length).set(bytes);
    return pointer;
  };
  return {
    memoryBytes: () => wasm.memory.buffer.byteLength,
    decode<T>(bytes: Uint8Array, header: PngHeader, use: (pixels: Raster, shrink: number) => T): T {
      const fault = pngChunkFault(bytes);
      if (fault) throw new CodecError(`png: ${fault}`);
      pixels = null;
      wasm.decode(copyIn(bytes), bytes.length);
      const decoded = pixels as Pixels | null;
      if (!decoded) throw new CodecError("png decoder gave no pixels");
      const { width, height } = decoded;
      if (width !== header.width || height !== header.height) {
        throw new CodecError("png size differs from its header");
      }
      const data = new Uint8Array(wasm.memory.buffer, decoded.pointer >>> 0, decoded.bytes);
      const made = use({ width, height, channels: 4, hasAlpha: header.hasAlpha, data }, 1);
      wasm.__wbindgen_free(decoded.pointer, decoded.bytes, 1);
      return made;
    },
    encode(rgba: Raster): Uint8Array<ArrayBuffer> {
      const result = wasm.__wbindgen_add_to_stack_pointer(-16);
      const pointer = copyIn(rgba.data);
      wasm.encode(result, pointer, rgba.data.length, rgba.width, rgba.height, 8);
      const [made, length] = new Uint32Array(wasm.memory.buffer, result, 2) as unknown as [
        number,
        number,
      ];
      const bytes = new Uint8Array(wasm.memory.buffer, made, length).slice();
      wasm.__wbindgen_free(made, length, 1);
      wasm.__wbindgen_add_to_stack_pointer(16);
      return bytes;
    },
  };
}
