import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { psnr, rgbOf, scene, ssim } from "../../test/pictures.ts";
import { createNodeTools } from "../deps/node.ts";
import type { CodecName } from "./codec-names.ts";
import { readHeader } from "./header.ts";
import { parseParams } from "./params.ts";
import { renderPicture } from "./render.ts";

const { codecs } = createNodeTools();
const ALL: CodecName[] = ["jpeg", "png", "webp-decoder", "webp-encoder"];
let photo: Buffer;

async function render(bytes: Uint8Array, query: string) {
  const header = readHeader(bytes);
  const params = parseParams(new URLSearchParams(query), []);
  if (!header.ok || !params.ok) throw new Error("refused");
  while (!codecs.isReady(ALL)) await codecs.prepare(ALL);
  return renderPicture({ bytes, header: header.value }, params.value, params.value.f, codecs);
}

beforeAll(async () => {
  photo = await scene(1500, 1000);
}, 30_000);

describe("images 53: PSNR against sharp ≥ 35 dB", () => {
  const sources: [string, (png: Buffer) => Promise<Buffer>][] = [
    ["JPEG", (png) => sharp(png).jpeg({ quality: 90 }).toBuffer()],
    ["progressive JPEG", (png) => sharp(png).jpeg({ quality: 90, progressive: true }).toBuffer()],
    ["grey JPEG", (png) => sharp(png).toColourspace("b-w").jpeg({ quality: 90 }).toBuffer()],
    ["PNG", async (png) => png],
    [
      "16-bit PNG",
      (png) => sharp(png).toColourspace("rgb16").png({ compressionLevel: 1 }).toBuffer(),
    ],
    ["WebP", (png) => sharp(png).webp({ quality: 90, effort: 0 }).toBuffer()],
  ];
  const sizes = [
    ["w=120&h=120", { width: 120, height: 120 }],
    ["w=640", { width: 640 }],
    ["w=300&h=300&fit=fill", { width: 300, height: 300, fit: "fill" }],
  ] as const;

  /** Of every source and size, before any loss. */
  const measured: { db: number; likeness: number }[] = [];

  test.each(sources)(
    "%s → WebP of three sizes, within a tenth of its bytes",
    async (_what, make) => {
      const source = await make(photo);
      for (const [query, resize] of sizes) {
        const ours = await render(source, query);
        const scaled = sharp(source).resize(resize);
        const theirs = await scaled.clone().webp({ quality: 75 }).toBuffer();
        expect(psnr(await rgbOf(ours.bytes), await rgbOf(theirs))).toBeGreaterThan(35);
        const spread = Math.max(theirs.length * 0.1, 60);
        expect(Math.abs(ours.bytes.length - theirs.length)).toBeLessThan(spread);
        const exact = await rgbOf((await render(source, `${query}&f=png`)).bytes);
        const wanted = await rgbOf(await scaled.png({ compressionLevel: 1 }).toBuffer());
        measured.push({ db: psnr(exact, wanted), likeness: ssim(exact, wanted, resize.width) });
      }
    },
    30_000,
  );

  test("before any loss the median is 40 dB and more, and structures agree to 97 of 100", () => {
    const decibels = measured.map(({ db }) => db).sort((a, b) => a - b);
    expect(decibels.length).toBe(sources.length * sizes.length);
    expect(decibels[0]).toBeGreaterThan(35);
    expect(decibels[Math.floor(decibels.length / 2)]).toBeGreaterThan(40);
    expect(Math.min(...measured.map(({ likeness }) => likeness))).toBeGreaterThan(0.97);
  });

  test.each(["png", "jpeg"] as const)("and as %s", async (format) => {
    const source = await sharp(photo).jpeg({ quality: 90 }).toBuffer();
    const ours = await render(source, `w=320&f=${format}`);
    const theirs = await sharp(source).resize({ width: 320 })[format]({ quality: 75 }).toBuffer();
    expect(ours.type).toBe(`image/${format}`);
    expect(psnr(await rgbOf(ours.bytes), await rgbOf(theirs))).toBeGreaterThan(35);
  });
});

describe("images 8, 14, 16, 17: pictures", () => {
  test("contain pads with the asked ground, and with nothing when none is asked", async () => {
    const source = await sharp(photo).resize(300, 200).jpeg().toBuffer();
    const corner = async (query: string) => {
      const made = await render(source, query);
      const { data, info } = await sharp(made.bytes).raw().toBuffer({ resolveWithObject: true });
      expect([info.width, info.height]).toEqual([90, 90]);
      return [...data.subarray(0, info.channels)];
    };
    expect(await corner("w=90&h=90&fit=contain&f=png&bg=ff0000")).toEqual([255, 0, 0, 255]);
    expect(await corner("w=90&h=90&fit=contain&f=png")).toEqual([0, 0, 0, 0]);
    expect(await corner("w=90&h=90&fit=contain&f=jpeg")).toEqual([255, 255, 255]);
  });

  test("alpha survives in WebP and PNG, and is laid on bg in JPEG", async () => {
    const half = {
      create: { width: 40, height: 40, channels: 4, background: "#00ff0080" },
    } as const;
    const source = await sharp(half).png().toBuffer();
    for (const format of ["webp", "png"]) {
      const { data } = await pixels((await render(source, `w=10&f=${format}`)).bytes);
      expect([data[1], data[3]]).toEqual([255, 128]);
    }
    const { data } = await pixels((await render(source, "w=10&f=jpeg&bg=ff0000")).bytes);
    expect(Math.abs((data[0] ?? 0) - 127) + Math.abs((data[1] ?? 0) - 128)).toBeLessThan(6);
  });

  test("without WebP, auto is JPEG for an opaque source and PNG for one with alpha", async () => {
    const clear = {
      create: { width: 9, height: 9, channels: 4, background: "#00ff0080" },
    } as const;
    expect((await render(await sharp(clear).png().toBuffer(), "f=auto")).type).toBe("image/png");
    expect((await render(await sharp(clear).removeAlpha().png().toBuffer(), "f=auto")).type).toBe(
      "image/jpeg",
    );
    const padded = await render(await sharp(clear).jpeg().toBuffer(), "f=auto&w=9&h=5&fit=contain");
    expect(padded.type).toBe("image/png");
  });

  test("CMYK prints as ink does, with Adobe's mark and without it", async () => {
    for (const colour of ["#ff0000", "#2040c0", "#30a060", "#ffffff", "#000000"]) {
      const swatch = {
        create: { width: 32, height: 32, channels: 3, background: colour },
      } as const;
      const marked = await sharp(swatch).toColourspace("cmyk").jpeg().toBuffer();
      const wanted = await rgbOf(marked);
      for (const source of [marked, withoutAdobe(marked)]) {
        const made = await rgbOf((await render(source, "f=png")).bytes);
        for (let channel = 0; channel < 3; channel++) {
          expect(Math.abs((made[channel] ?? 0) - (wanted[channel] ?? 0))).toBeLessThan(50);
        }
      }
    }
  });
});

async function pixels(bytes: Uint8Array) {
  return sharp(bytes).raw().toBuffer({ resolveWithObject: true });
}

function withoutAdobe(jpeg: Buffer): Buffer {
  const at = jpeg.indexOf(Buffer.from([0xff, 0xee]));
  return Buffer.concat([jpeg.subarray(0, at), jpeg.subarray(at + 2 + jpeg.readUInt16BE(at + 2))]);
}
