/** The codecs of one isolate: made when first needed, thrown away when one threw or has grown too large. */
import { inflateSync } from "node:zlib";
import { reasonOf } from "@edgemart/worker-kit/log";
import type { CodecName } from "../core/codec-names.ts";
import { CodecError, CodecTrap } from "../core/codecs.ts";
import { dcScansOnly } from "../core/dc-scans.ts";
import { decodeGif } from "../core/decode-gif.ts";
import { pngRowBytes } from "../core/header.ts";
import type { ImageHeader, JpegHeader, PngHeader } from "../core/header-types.ts";
import { LIMITS } from "../core/limits.ts";
import { type Raster, toRgba } from "../core/raster.ts";
import type { CodecPool } from "../ports.ts";
import { pngChunkFault } from "./png-chunks.ts";
import { readPngParts } from "./png-parts.ts";
import { createJpegCodec } from "./wasm-jpeg.ts";
import { createPixels } from "./wasm-pixels.ts";
import { createPngCodec } from "./wasm-png.ts";
import { createWebpDecoder, createWebpEncoder } from "./wasm-webp.ts";

const INFLATE_CHUNK_BYTES = 256 * 1024;

/** Compiled modules; Workers cannot compile at run time, so the door imports them. */
export type CodecModules = Record<CodecName | "pixels", WebAssembly.Module>;

interface Instances {
  pixels: ReturnType<typeof createPixels>;
  jpeg: ReturnType<typeof createJpegCodec>;
  png: ReturnType<typeof createPngCodec>;
  "webp-decoder": Awaited<ReturnType<typeof createWebpDecoder>>;
  "webp-encoder": Awaited<ReturnType<typeof createWebpEncoder>>;
}

/** Builds the pool; nothing is instantiated yet. */
export function createCodecPool(modules: CodecModules): CodecPool {
  const live: Partial<Instances> = {};

  async function prepare(name: CodecName): Promise<void> {
    if (name === "jpeg") live.jpeg ??= createJpegCodec(modules.jpeg);
    else if (name === "png") live.png ??= createPngCodec(modules.png);
    else if (name === "webp-decoder") live[name] ??= await createWebpDecoder(modules[name]);
    else live[name] ??= await createWebpEncoder(modules[name]);
  }

  /** Runs one job; wasm memory never shrinks and a codec that threw has leaked, so such an instance goes. */
  function run<N extends keyof Instances, T>(name: N, job: (codec: Instances[N]) => T): T {
    if (name === "pixels") live.pixels ??= createPixels(modules.pixels);
    const codec = live[name] as Instances[N] | undefined;
    if (!codec) throw new Error(`codec ${name} is not prepared`);
    let ended = false;
    try {
      const made = job(codec);
      ended = true;
      return made;
    } finally {
      if (!ended || codec.memoryBytes() > LIMITS.wasmBytesMax) delete live[name];
    }
  }

  return {
    isReady: (names) => names.every((name) => live[name]),
    async prepare(names) {
      for (const name of names) await prepare(name);
    },
    decode(bytes, header, shrink, use) {
      return sourceFault((guarded) => decodeWith(run, bytes, header, shrink, guarded), use);
    },
    inflate: (bytes, maxOutputLength) => inflateSync(bytes, { maxOutputLength }),
    resample: (source, window, size) =>
      run("pixels", (kernels) => kernels.resample(source, window, size)),
    encode(pixels, type, quality) {
      const rgba = toRgba(pixels);
      switch (type) {
        case "image/webp":
          return run("webp-encoder", (codec) => codec.encode(rgba, quality));
        case "image/jpeg":
          return run("jpeg", (codec) => codec.encode(rgba, quality));
        case "image/png":
          return run("png", (codec) => codec.encode(rgba));
      }
    },
  };
}

type Use<T> = (pixels: Raster, shrink: number) => T;
type Run = <N extends keyof Instances, T>(name: N, job: (codec: Instances[N]) => T) => T;

function decodeWith<T>(
  run: Run,
  bytes: Uint8Array,
  header: ImageHeader,
  shrink: number,
  use: Use<T>,
): T {
  switch (header.type) {
    case "image/jpeg":
      return decodeJpeg(run, bytes, header, shrink, use);
    case "image/png":
      return header.isInterlaced
        ? run("png", (codec) => codec.decode(bytes, header, use))
        : decodePng(run, bytes, header, use);
    case "image/webp":
      return run("webp-decoder", (codec) => codec.decode(bytes, header, use));
    case "image/gif":
      return use(decodeGif(bytes, header), 1);
    case "image/avif":
      throw new Error("AVIF is decoded before it comes here");
  }
}

/** The platform inflates, our kernels do the rest, row by row. */
function decodePng<T>(run: Run, bytes: Uint8Array, header: PngHeader, use: Use<T>): T {
  const fault = pngChunkFault(bytes);
  if (fault) throw new CodecError(`png: ${fault}`);
  const parts = readPngParts(bytes, header);
  const length = header.height * (pngRowBytes(header) + 1);
  const raw = inflated(parts.deflated, length);
  if (raw.length < length) throw new CodecError("png is cut");
  return run("pixels", (kernels) => kernels.decodePng(raw, header, parts, use));
}

/** @throws CodecError: the size that is asked for plays no part here */
function inflated(deflated: Uint8Array, length: number): Uint8Array {
  try {
    return inflateSync(deflated, {
      chunkSize: INFLATE_CHUNK_BYTES,
      // NOTE workerd refuses an output that ends inside the last chunk below the bound, Node does not.
      maxOutputLength: length + 2 * INFLATE_CHUNK_BYTES,
    });
  } catch (thrown) {
    throw new CodecError(`png: ${reasonOf(thrown)}`);
  }
}

/** Our own decoder is the faster one and takes most files that are shrunk; jpeg.wasm takes the rest. */
function decodeJpeg<T>(
  run: Run,
  bytes: Uint8Array,
  header: JpegHeader,
  shrink: number,
  use: Use<T>,
): T {
  if (shrink > 1 && !header.progressive && header.components !== 4) {
    const taken = run("pixels", (kernels) =>
      kernels.decodeJpeg(bytes, header, shrink, (pixels, factor) => ({
        made: use(pixels, factor),
      })),
    );
    if (taken) return taken.made;
  }
  const isMean = shrink === 8 && header.progressive && header.components !== 4;
  const input = (isMean && dcScansOnly(bytes)) || bytes;
  return run("jpeg", (codec) => codec.decode(input, header, shrink, use));
}

/** Turns all that a decoder throws into CodecError, a trap into CodecTrap, and leaves what `use` throws: that is our own bug. */
function sourceFault<T>(decode: (use: Use<T>) => T, use: Use<T>): T {
  let own: { thrown: unknown } | null = null;
  try {
    return decode((pixels, shrink) => {
      try {
        return use(pixels, shrink);
      } catch (thrown) {
        own = { thrown };
        throw thrown;
      }
    });
  } catch (thrown) {
    const failed = own as { thrown: unknown } | null;
    if (failed) throw failed.thrown;
    throw thrown instanceof CodecError ? thrown : new CodecTrap(reasonOf(thrown));
  }
}
