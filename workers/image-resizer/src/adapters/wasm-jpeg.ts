/** JPEG by ImageScript's jpeg.wasm (taken under its MIT licence): the one decoder on npm that shrinks while it decodes. */

import { cmykToRgb } from "../core/cmyk.ts";
import { CodecError } from "../core/codecs.ts";
import type { JpegHeader } from "../core/header-types.ts";
import type { Raster, Size } from "../core/raster.ts";

/** The module's plain C interface; pointers are byte offsets into `memory`. */
interface JpegExports {
  memory: WebAssembly.Memory;
  walloc(bytes: number): number;
  wfree(pointer: number, bytes: number): void;
  /** Length of the buffer that was returned last. */
  wlen(): number;
  /** Takes the input over. @returns 0: cannot be decoded · 1: cannot be scaled · else a handle */
  decode(pointer: number, bytes: number, widthMin: number, heightMin: number): number;
  decode_width(handle: number): number;
  decode_height(handle: number): number;
  /** 0 grey · 1 RGB · 2 CMYK */
  decode_format(handle: number): number;
  decode_buffer(handle: number): number;
  decode_free(handle: number): void;
  encode(pointer: number, width: number, height: number, quality: number): number;
}

const SHRINKS = [1, 2, 4, 8];

/** One instance of the codec. After any throw it must be thrown away: it has leaked what it held. */
export function createJpegCodec(module: WebAssembly.Module) {
  // The export list of this exact npm version is the guarantee of the cast.
  const wasm = new WebAssembly.Instance(module).exports as unknown as JpegExports;
  const copyIn = (bytes: Uint8Array | Uint8ClampedArray) => {
    const pointer = wasm.walloc(bytes.length);
    new Uint8Array(wasm.memory.buffer, pointer, bytes.length).set(bytes);
    return pointer;
  };
  return {
    memoryBytes: () => wasm.memory.buffer.byteLength,
    decode<T>(
      bytes: Uint8Array,
      header: JpegHeader,
      shrink: number,
      use: (pixels: Raster, shrink: number) => T,
    ): T {
      const width = Math.ceil(header.width / shrink);
      const height = Math.ceil(header.height / shrink);
      const bare = header.components === 4 && !header.adobe;
      const input = bare ? withAdobeSegment(bytes) : bytes;
      const handle = wasm.decode(copyIn(input), input.length, width, height);
      if (handle === 0 || handle === 1) throw new CodecError(`jpeg decoder answered ${handle}`);
      const decoded = { width: wasm.decode_width(handle), height: wasm.decode_height(handle) };
      const taken = SHRINKS.find(
        (factor) =>
          Math.ceil(header.width / factor) === decoded.width &&
          Math.ceil(header.height / factor) === decoded.height,
      );
      if (!taken) throw new CodecError("jpeg size differs from its header");
      const pointer = wasm.decode_buffer(handle);
      const data = new Uint8Array(wasm.memory.buffer, pointer, wasm.wlen());
      const made = use(rasterOf(wasm.decode_format(handle), decoded, data), taken);
      wasm.decode_free(handle);
      return made;
    },
    encode(rgba: Raster, quality: number): Uint8Array<ArrayBuffer> {
      const pointer = copyIn(rgba.data);
      const made = wasm.encode(pointer, rgba.width, rgba.height, quality);
      const length = wasm.wlen();
      const bytes = new Uint8Array(wasm.memory.buffer, made, length).slice();
      wasm.wfree(made, length);
      return bytes;
    },
  };
}

function rasterOf(format: number, { width, height }: Size, data: Uint8Array): Raster {
  if (format === 2) return cmykToRgb(width, height, data);
  return { width, height, channels: format === 0 ? 1 : 3, hasAlpha: false, data };
}

/** APP14 "Adobe", version 100, no flags, no colour transform. */
const ADOBE_SEGMENT = [0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0];

/** The decoder takes four components only with Adobe's mark; without it they are read as libvips does, inverted. */
function withAdobeSegment(bytes: Uint8Array): Uint8Array {
  const marked = new Uint8Array(bytes.length + ADOBE_SEGMENT.length);
  marked.set(bytes.subarray(0, 2));
  marked.set(ADOBE_SEGMENT, 2);
  marked.set(bytes.subarray(2), 2 + ADOBE_SEGMENT.length);
  return marked;
}
