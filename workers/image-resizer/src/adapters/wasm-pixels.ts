/** Our own SIMD kernels (kernels/*.as): baseline JPEG decoded at 1/2, 1/4 or 1/8, and scaling, in one memory without copies in between. */
import { unpremultiply } from "../core/alpha.ts";
import { CodecError } from "../core/codecs.ts";
import { pngRowBytes } from "../core/header.ts";
import type { JpegHeader, PngHeader } from "../core/header-types.ts";
import type { Raster, Size, Window } from "../core/raster.ts";
import { type Taps, tapsFor } from "../core/taps.ts";
import type { PngParts } from "./png-parts.ts";
import { RowRaster } from "./row-raster.ts";

interface PixelExports {
  memory: WebAssembly.Memory;
  reset(): void;
  alloc(bytes: number): number;
  /** @returns 0 done · 1 damaged · 2 of a kind it does not take */
  decodeJpeg(from: number, length: number, shrink: number): number;
  pixels: WebAssembly.Global;
  pixelsWidth: WebAssembly.Global;
  pixelsHeight: WebAssembly.Global;
  unfilterRow(filter: number, row: number, before: number, length: number, step: number): number;
  pngRow(
    from: number,
    to: number,
    width: number,
    type: number,
    depth: number,
    palette: number,
    red: number,
    green: number,
    blue: number,
  ): void;
  expandRow(from: number, to: number, width: number): void;
  expandGreyRow(from: number, to: number, width: number): void;
  premultiplyRow(from: number, to: number, width: number): void;
  boxRow(from: number, sums: number, width: number, factor: number): void;
  boxEnd(sums: number, to: number, width: number, factor: number, rows: number): void;
  across(
    from: number,
    to: number,
    starts: number,
    weights: number,
    width: number,
    pairs: number,
  ): void;
  down(from: number, to: number, weights: number, length: number, pairs: number): void;
}

/** Vector loads and the padding of weights read this far past a row. */
const SLACK = 64;

/** One instance. After a trap it must be thrown away. */
export function createPixels(module: WebAssembly.Module) {
  // The module is built from this repository's own sources: kernels/index.as is the guarantee of the cast.
  const wasm = new WebAssembly.Instance(module).exports as unknown as PixelExports;
  const bytesAt = (pointer: number, length: number) =>
    new Uint8Array(wasm.memory.buffer, pointer, length);

  /**
   * Decodes a baseline JPEG to 1/`shrink` of its sides and lends its pixels to `use`.
   *
   * @returns null when the file is of a kind that is left to another decoder
   * @throws CodecError when it is damaged
   */
  function decodeJpeg<T>(
    bytes: Uint8Array,
    header: JpegHeader,
    shrink: number,
    use: (pixels: Raster, shrink: number) => T,
  ): T | null {
    wasm.reset();
    const input = wasm.alloc(bytes.length + SLACK);
    bytesAt(input, bytes.length).set(bytes);
    const state = wasm.decodeJpeg(input, bytes.length, shrink);
    if (state === 2) return null;
    const width = wasm.pixelsWidth.value;
    const height = wasm.pixelsHeight.value;
    if (state !== 0) throw new CodecError("jpeg is cut or corrupt");
    if (
      width !== Math.ceil(header.width / shrink) ||
      height !== Math.ceil(header.height / shrink)
    ) {
      throw new CodecError("jpeg size differs from its header");
    }
    const data = bytesAt(wasm.pixels.value, width * height * 4);
    return use({ width, height, channels: 4, hasAlpha: false, data }, shrink);
  }

  /**
   * Lends a PNG's rows to `use`, which are unfiltered as they are asked for.
   *
   * @param raw inflated rows, each behind the byte of its filter
   * @throws CodecError, also inside `use`, when a filter is unknown
   */
  function decodePng<T>(
    raw: Uint8Array,
    header: PngHeader,
    { palette, clear }: PngParts,
    use: (pixels: Raster, shrink: number) => T,
  ): T {
    wasm.reset();
    const { width, height, hasAlpha, depth, colourType } = header;
    const length = pngRowBytes(header);
    const step = Math.max(1, Math.floor(length / width));
    const colours = place(palette);
    // Vectors read past both ends of a row.
    const lines = [0, 1].map(() => wasm.alloc(length + 2 * SLACK) + SLACK) as [number, number];
    const shown = wasm.alloc(width * 4 + SLACK);
    for (const line of lines) bytesAt(line, length).fill(0);
    let next = 0;
    const rowAt = (wanted: number): number => {
      for (; next <= wanted; next++) {
        const [row, before] = next % 2 === 0 ? lines : [lines[1], lines[0]];
        const from = next * (length + 1);
        bytesAt(row, length).set(raw.subarray(from + 1, from + 1 + length));
        if (!wasm.unfilterRow(raw[from] as number, row, before, length, step)) {
          throw new CodecError("png has an unknown filter");
        }
        if (next === wanted) wasm.pngRow(row, shown, width, colourType, depth, colours, ...clear);
      }
      return shown;
    };
    return use(
      new RowRaster({ width, height, hasAlpha }, rowAt, (at) => bytesAt(at, width * 4)),
      1,
    );
  }

  /**
   * Scales a window of a raster to a size; the answer is RGBA.
   *
   * Pixels around the window take part at its edges, as if the entire picture were scaled and then cropped.
   */
  function resample(source: Raster, window: Window, size: Size): Raster {
    const { width, height, channels, hasAlpha } = source;
    const rowReader = source instanceof RowRaster ? source.rowAt : null;
    // The rows of a reader are decoded when they are asked for, all of them only by who reads `data`.
    const data = rowReader ? null : source.data;
    const isOurs = !data || data.buffer === wasm.memory.buffer;
    // NOTE growing the memory voids every view of it: from here on only numbers are used.
    const base = data?.byteOffset ?? 0;
    if (!isOurs) wasm.reset();
    const factorX = boxFactor(window.width / size.width);
    const factorY = boxFactor(window.height / size.height);
    const boxes = { width: Math.ceil(width / factorX), height: Math.ceil(height / factorY) };
    const across = tapsFor(window.x / factorX, window.width / factorX, size.width, boxes.width);
    const down = tapsFor(window.y / factorY, window.height / factorY, size.height, boxes.height);

    const weightsAcross = place(packedWeights(across));
    const weightsDown = place(packedWeights(down));
    const starts = place(across.starts);
    const rowBytes = width * channels;
    const copied = isOurs ? 0 : wasm.alloc(rowBytes + SLACK);
    const asRgba = channels !== 4 || hasAlpha ? wasm.alloc(width * 4 + SLACK) : 0;
    const isBoxed = factorX * factorY > 1;
    const sums = isBoxed ? wasm.alloc(boxes.width * 16) : 0;
    const boxed = isBoxed ? wasm.alloc(boxes.width * 4 + SLACK) : 0;
    const values = size.width * 4;
    const rows = down.lastUsed - down.firstUsed + 1;
    // Weights are in pairs: the last one may read two rows that count with weight 0.
    const middle = wasm.alloc((rows + 2) * values * 2 + SLACK);
    const result = wasm.alloc(size.height * values + SLACK);
    const memory = new Uint8Array(wasm.memory.buffer);
    if (isBoxed) memory.fill(0, sums, sums + boxes.width * 16);

    const rowAt = (y: number): number => {
      let at = rowReader ? rowReader(y) : base + y * rowBytes;
      if (data && !isOurs) {
        memory.set(data.subarray(y * rowBytes, (y + 1) * rowBytes), copied);
        at = copied;
      }
      if (asRgba === 0) return at;
      if (channels === 3) wasm.expandRow(at, asRgba, width);
      else if (channels === 1) wasm.expandGreyRow(at, asRgba, width);
      else wasm.premultiplyRow(at, asRgba, width);
      return asRgba;
    };
    const boxAt = (row: number): number => {
      const top = row * factorY;
      const bottom = Math.min(height, top + factorY);
      for (let y = top; y < bottom; y++) wasm.boxRow(rowAt(y), sums, width, factorX);
      wasm.boxEnd(sums, boxed, width, factorX, bottom - top);
      return boxed;
    };
    for (let row = 0; row < rows; row++) {
      const y = down.firstUsed + row;
      const from = isBoxed ? boxAt(y) : rowAt(y);
      const to = middle + row * values * 2;
      wasm.across(from, to, starts, weightsAcross, size.width, pairsOf(across));
    }
    for (let y = 0; y < size.height; y++) {
      const first = (down.starts[y] as number) - down.firstUsed;
      const weights = weightsDown + y * pairsOf(down) * 4;
      const to = result + y * values;
      wasm.down(middle + first * values * 2, to, weights, values, pairsOf(down));
    }
    const pixels = memory.slice(result, result + size.height * values);
    const scaled: Raster = { ...size, channels: 4, hasAlpha, data: pixels };
    if (hasAlpha) unpremultiply(scaled);
    return scaled;
  }

  function place(numbers: Int16Array | Int32Array | Uint8Array): number {
    const { buffer, byteOffset, byteLength } = numbers;
    const pointer = wasm.alloc(byteLength + SLACK);
    bytesAt(pointer, byteLength).set(new Uint8Array(buffer, byteOffset, byteLength));
    return pointer;
  }

  return { memoryBytes: () => wasm.memory.buffer.byteLength, decodeJpeg, decodePng, resample };
}

/** Leaves Lanczos at least twice the pixels it makes, so that the box's own softness does not show. */
function boxFactor(ratio: number): number {
  return ratio >= 4 ? Math.floor(ratio / 2) : 1;
}

function pairsOf({ stride }: Taps): number {
  return Math.ceil(stride / 2);
}

/** Weights as the kernels take them: 16 bits, an even number for each pixel. */
function packedWeights(taps: Taps): Int16Array {
  const width = pairsOf(taps) * 2;
  const packed = new Int16Array(taps.starts.length * width);
  for (let pixel = 0; pixel < taps.starts.length; pixel++) {
    const from = pixel * taps.stride;
    packed.set(taps.weights.subarray(from, from + taps.stride), pixel * width);
  }
  return packed;
}
