import { readFileSync } from "node:fs";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { psnr, scene } from "../../test/pictures.ts";
import { CodecError } from "../core/codecs.ts";
import { readHeader } from "../core/header.ts";
import type { Raster } from "../core/raster.ts";
import { tapsFor, WEIGHT_BITS } from "../core/taps.ts";
import { createNodeTools } from "../deps/node.ts";
import { createPixels } from "./wasm-pixels.ts";

const { resample } = createNodeTools().codecs;
const KERNELS = join(import.meta.dirname, "../../kernels/pixels.wasm");
// Workers' types forbid what Workers forbid; Node compiles at run time.
const Compiler = WebAssembly.Module as unknown as new (bytes: Uint8Array) => WebAssembly.Module;

function flat(width: number, height: number, pixel: number[], hasAlpha = false): Raster {
  const channels = pixel.length as 1 | 3 | 4;
  const data = Uint8Array.from(
    { length: width * height * channels },
    (_, i) => pixel[i % channels] ?? 0,
  );
  return { width, height, channels, hasAlpha, data };
}
/** Without the alpha of an opaque picture. */
const rgb = ({ data }: Raster) => data.filter((_, i) => i % 4 !== 3);
const all = ({ width, height }: Raster) => ({ x: 0, y: 0, width, height });

describe("images 53, 54: resampling", () => {
  test("the weights of every pixel add up to exactly one", () => {
    for (const [offset, length, target, available] of [
      [0, 4000, 120, 4000],
      [0.5, 3, 7, 4],
      [0, 1, 50, 1],
      [17.3, 900.7, 31, 1200],
    ] as const) {
      const taps = tapsFor(offset, length, target, available);
      for (let pixel = 0; pixel < target; pixel++) {
        const weights = taps.weights.slice(pixel * taps.stride, (pixel + 1) * taps.stride);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(1 << WEIGHT_BITS);
        const end = (taps.starts[pixel] ?? 0) + (taps.counts[pixel] ?? 0);
        expect(end).toBeLessThanOrEqual(available);
      }
    }
  });

  test("one colour stays that colour at any size and any number of channels", () => {
    for (const pixel of [[77], [200, 3, 255], [9, 99, 199, 255]]) {
      for (const [width, height] of [
        [1, 1],
        [3, 200],
        [120, 90],
        [640, 640],
      ] as const) {
        const source = flat(233, 177, pixel);
        const scaled = resample(source, all(source), { width, height });
        const [r = 0, g = r, b = r] = pixel;
        const colour = [r, g, b, 255];
        expect(scaled.data.every((value, i) => value === colour[i % 4])).toBe(true);
      }
    }
  });

  test("a clear neighbour does not stain what is seen", () => {
    const source = flat(64, 64, [255, 0, 0, 255], true);
    for (let at = 0; at < source.data.length / 2; at += 4) source.data.set([0, 255, 0, 0], at);
    const scaled = resample(source, all(source), { width: 9, height: 9 });
    for (let at = 0; at < scaled.data.length; at += 4) {
      const [r, g, , a] = scaled.data.subarray(at, at + 4);
      if (a) expect([r, g]).toEqual([255, 0]);
    }
  });

  test.each([
    [120, 80],
    [640, 427],
    [1000, 667],
    [1, 1],
  ])("scaled to %i×%i it is what sharp makes, within 40 dB", async (width, height) => {
    const scaled = resample(photo, all(photo), { width, height });
    expect(psnr(rgb(scaled), await bySharp(width, height))).toBeGreaterThan(40);
  });

  // libvips enlarges with another kernel than it shrinks with.
  test("enlarged it is what sharp makes, within 30 dB", async () => {
    const scaled = resample(photo, all(photo), { width: 1200, height: 800 });
    expect(psnr(rgb(scaled), await bySharp(1200, 800))).toBeGreaterThan(30);
  });
});

describe("images 14, 52: the decoder of baseline JPEG", () => {
  const kernels = () => createPixels(new Compiler(readFileSync(KERNELS)));
  const headerOf = (bytes: Uint8Array) => {
    const header = readHeader(bytes);
    if (!header.ok || header.value.type !== "image/jpeg") throw new Error("refused");
    return header.value;
  };

  test.each(["4:2:0", "4:4:4", "grey"])(
    "%s at 1/2, 1/4 and 1/8 is what libvips makes of it",
    async (kind) => {
      const { width, height, data } = photo;
      const source = sharp(data, { raw: { width, height, channels: 3 } });
      const bytes = await encodedAs(source, kind);
      for (const shrink of [2, 4, 8]) {
        const size = { width: Math.ceil(width / shrink), height: Math.ceil(height / shrink) };
        const made = kernels().decodeJpeg(bytes, headerOf(bytes), shrink, (pixels) => ({
          ...pixels,
          data: Uint8Array.from(pixels.data),
        }));
        const wanted = await sharp(bytes)
          .resize(size.width, size.height, { fit: "fill", kernel: "linear" })
          .toColourspace("srgb")
          .raw()
          .toBuffer();
        expect([made?.width, made?.height]).toEqual([size.width, size.height]);
        expect(psnr(made ? rgb(made) : [], wanted)).toBeGreaterThan(32);
      }
    },
  );

  test("restart markers begin anew, and a missing one is damage", async () => {
    const bytes = flatBlocks(30, 20, 7);
    const made = kernels().decodeJpeg(bytes, headerOf(bytes), 8, (pixels) => ({
      ...pixels,
      data: Uint8Array.from(pixels.data),
    }));
    const wanted = await sharp(bytes)
      .resize(30, 20, { kernel: "nearest" })
      .toColourspace("srgb")
      .raw()
      .toBuffer();
    expect(psnr(made ? rgb(made) : [], wanted)).toBeGreaterThan(45);
    const torn = Buffer.from(bytes);
    torn.fill(0, torn.indexOf(Buffer.from([0xff, 0xd1])), torn.length - 2);
    expect(() => kernels().decodeJpeg(torn, headerOf(torn), 8, () => 1)).toThrow(CodecError);
  });

  test("12 and 100 megapixels stay far under 64 MB", async () => {
    for (const [width, height] of [
      [4000, 3000],
      [12_000, 9000],
    ] as const) {
      const create = { width, height, channels: 3, background: "#888" } as const;
      const bytes = await sharp({ create, limitInputPixels: false }).jpeg().toBuffer();
      const instance = kernels();
      instance.decodeJpeg(bytes, headerOf(bytes), 8, (pixels) =>
        instance.resample(pixels, all(pixels), { width: 120, height: 90 }),
      );
      expect(instance.memoryBytes()).toBeLessThan(24 * 1024 * 1024);
    }
  }, 30_000);

  test("what it does not take it leaves to the other decoder, and a cut file is damaged", async () => {
    const progressive = await sharp({
      create: { width: 99, height: 70, channels: 3, background: "#888" },
    })
      .jpeg({ progressive: true })
      .toBuffer();
    expect(kernels().decodeJpeg(progressive, headerOf(progressive), 2, () => 1)).toBeNull();
    const bytes = await sharp(await scene(200, 150))
      .jpeg()
      .toBuffer();
    const cut = bytes.subarray(0, bytes.length * 0.8);
    expect(() => kernels().decodeJpeg(cut, headerOf(cut), 2, () => 1)).toThrow(CodecError);
  });
});

/** A grey JPEG of flat blocks in changing shades, with a restart marker behind every few of them. */
function flatBlocks(across: number, down: number, interval: number): Buffer {
  const parts: number[][] = [[]];
  let bits = "";
  const flush = () => {
    const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, "1");
    for (let at = 0; at < padded.length; at += 8) {
      const byte = Number.parseInt(padded.slice(at, at + 8), 2);
      parts.at(-1)?.push(...(byte === 0xff ? [byte, 0] : [byte]));
    }
    bits = "";
  };
  let before = 0;
  for (let block = 0; block < across * down; block++) {
    if (block > 0 && block % interval === 0) {
      flush();
      parts.push([]);
      before = 0;
    }
    const level = ((block * 37) % 200) - 100;
    const difference = level - before;
    before = level;
    const size = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
    const value = difference < 0 ? difference + (1 << size) - 1 : difference;
    // Twelve DC codes of four bits; one AC code, the end of the block.
    const written = size ? value.toString(2).padStart(size, "0") : "";
    bits += `${size.toString(2).padStart(4, "0")}${written}0`;
  }
  flush();
  const u16 = (value: number) => [value >> 8, value & 255];
  const segment = (marker: number, body: number[]) => [
    0xff,
    marker,
    ...u16(body.length + 2),
    ...body,
  ];
  const counts = (length: number, many: number) =>
    Array.from({ length: 16 }, (_, i) => (i + 1 === length ? many : 0));
  return Buffer.from([
    ...[0xff, 0xd8],
    ...segment(0xdb, [0, ...Array(64).fill(8)]),
    ...segment(0xc0, [8, ...u16(down * 8), ...u16(across * 8), 1, 1, 0x11, 0]),
    ...segment(0xc4, [0x00, ...counts(4, 12), ...Array.from({ length: 12 }, (_, i) => i)]),
    ...segment(0xc4, [0x10, ...counts(1, 1), 0]),
    ...segment(0xdd, u16(interval)),
    ...segment(0xda, [1, 1, 0x00, 0, 63, 0]),
    ...parts.flatMap((part, index) =>
      index === 0 ? part : [0xff, 0xd0 + ((index - 1) % 8), ...part],
    ),
    ...[0xff, 0xd9],
  ]);
}

function encodedAs(source: Sharp, kind: string): Promise<Buffer> {
  switch (kind) {
    case "grey":
      return source.greyscale().jpeg({ quality: 90 }).toBuffer();
    case "4:4:4":
      return source.jpeg({ quality: 90, chromaSubsampling: "4:4:4" }).toBuffer();
    default:
      return source.jpeg({ quality: 90 }).toBuffer();
  }
}

let photo: Raster;
beforeAll(async () => {
  const { data, info } = await sharp(await scene(1050, 700))
    .raw()
    .toBuffer({ resolveWithObject: true });
  photo = { width: info.width, height: info.height, channels: 3, hasAlpha: false, data };
});

function bySharp(width: number, height: number): Promise<Buffer> {
  const raw = { width: photo.width, height: photo.height, channels: 3 as const };
  return sharp(photo.data, { raw }).resize(width, height, { fit: "fill" }).raw().toBuffer();
}
