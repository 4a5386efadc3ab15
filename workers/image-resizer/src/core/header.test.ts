import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { readHeader } from "./header.ts";

const grey = { create: { width: 40, height: 30, channels: 3, background: "#808080" } } as const;
const clear = { create: { width: 40, height: 30, channels: 4, background: "#80808080" } } as const;

const SAMPLES: [string, Promise<Buffer>, object][] = [
  ["baseline JPEG", sharp(grey).jpeg().toBuffer(), { type: "image/jpeg", progressive: false }],
  ["progressive JPEG", sharp(grey).jpeg({ progressive: true }).toBuffer(), { progressive: true }],
  ["grey JPEG", sharp(grey).toColourspace("b-w").jpeg().toBuffer(), { components: 1 }],
  [
    "CMYK JPEG",
    sharp(grey).toColourspace("cmyk").jpeg().toBuffer(),
    { components: 4, adobe: true },
  ],
  [
    "turned JPEG",
    sharp(grey).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    { orientation: 6 },
  ],
  ["PNG", sharp(grey).png().toBuffer(), { type: "image/png", hasAlpha: false }],
  ["PNG with alpha", sharp(clear).png().toBuffer(), { hasAlpha: true }],
  ["palette PNG with tRNS", sharp(clear).png({ palette: true }).toBuffer(), { hasAlpha: true }],
  ["interlaced PNG", sharp(grey).png({ progressive: true }).toBuffer(), { hasAlpha: false }],
  ["WebP", sharp(grey).webp().toBuffer(), { type: "image/webp", lossless: false, hasAlpha: false }],
  ["WebP with alpha", sharp(clear).webp().toBuffer(), { lossless: false, hasAlpha: true }],
  [
    "lossless WebP",
    sharp(clear).webp({ lossless: true }).toBuffer(),
    { lossless: true, hasAlpha: true },
  ],
  [
    "turned WebP",
    sharp(grey).withMetadata({ orientation: 8 }).webp().toBuffer(),
    { orientation: 8 },
  ],
];

describe("images 20, 22, 43: headers", () => {
  test.each(SAMPLES)(
    "the header of a %s is read without decoding",
    async (_what, sample, facts) => {
      expect(readHeader(await sample)).toMatchObject({
        ok: true,
        value: { width: 40, height: 30, ...facts },
      });
    },
  );

  test.each(SAMPLES)(
    "a %s cut anywhere is refused or read, never a crash",
    async (_what, sample) => {
      const bytes = await sample;
      for (let length = 0; length < Math.min(bytes.length, 700); length++) {
        const read = readHeader(bytes.subarray(0, length));
        if (!read.ok)
          expect(["image_unreadable", "image_type_unsupported"]).toContain(read.error.code);
      }
    },
  );

  test.each([
    ["nothing", ""],
    ["SVG", "<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ["HTML", "<!doctype html><script>alert(1)</script>"],
    ["a Windows bitmap", "BM\u0001\u0000\u0001\u0000"],
    ["a RIFF that is a sound", "RIFF\u0000\u0000\u0000\u0000WAVEfmt "],
  ])("%s is of no supported type", (_what, text) => {
    expect(readHeader(new TextEncoder().encode(text))).toMatchObject({
      error: { code: "image_type_unsupported" },
    });
  });

  test("an animated WebP is of no supported type", async () => {
    const pixels = Buffer.alloc(8 * 16 * 3, 9).fill(200, 8 * 8 * 3);
    const frames = await sharp(pixels, {
      raw: { width: 8, height: 16, channels: 3, pageHeight: 8 },
    })
      .webp()
      .toBuffer();
    expect(readHeader(frames)).toMatchObject({ error: { code: "image_type_unsupported" } });
  });
});

describe("images 33: pixel limits, before decoding", () => {
  test.each([
    ["a way of interlacing that there is not", 28, 2],
    ["a bit depth its colour type has not", 24, 3],
    ["a colour type that there is not", 25, 5],
    ["a way of compressing that there is not", 26, 1],
    ["a way of filtering that there is not", 27, 1],
  ])("a PNG with %s is unreadable", async (_what, at, value) => {
    const png = await sharp(grey).png().toBuffer();
    png[at] = value;
    expect(readHeader(png)).toMatchObject({ error: { code: "image_unreadable" } });
  });

  test("a bomb is refused by its header alone", async () => {
    const png = await sharp(grey).png().toBuffer();
    png.writeUInt32BE(30_000, 16);
    png.writeUInt32BE(30_000, 20);
    expect(readHeader(png)).toMatchObject({ error: { code: "image_too_large" } });
    expect(readHeader(frameOf(await sharp(grey).jpeg().toBuffer(), 20_000, 20_000))).toMatchObject({
      error: { code: "image_too_large" },
    });
  });

  test("100 megapixels of baseline JPEG are taken, of progressive JPEG not", async () => {
    const baseline = await sharp(grey).jpeg().toBuffer();
    const progressive = await sharp(grey).jpeg({ progressive: true }).toBuffer();
    expect(readHeader(frameOf(baseline, 10_000, 10_000)).ok).toBe(true);
    expect(readHeader(frameOf(progressive, 6000, 4000)).ok).toBe(true);
    expect(readHeader(frameOf(progressive, 10_000, 10_000))).toMatchObject({
      error: { code: "image_too_large" },
    });
  });

  test("a picture without pixels is unreadable", async () => {
    const jpeg = await sharp(grey).jpeg().toBuffer();
    expect(readHeader(frameOf(jpeg, 40, 0))).toMatchObject({ error: { code: "image_unreadable" } });
  });

  test("arithmetic, lossless and 12-bit JPEG are of no supported type", async () => {
    const jpeg = await sharp(grey).jpeg().toBuffer();
    const at = frameAt(jpeg);
    for (const marker of [0xc3, 0xc9, 0xca]) {
      const other = Buffer.from(jpeg);
      other[at + 1] = marker;
      expect(readHeader(other)).toMatchObject({ error: { code: "image_type_unsupported" } });
    }
    const deep = Buffer.from(jpeg);
    deep[at + 4] = 12;
    expect(readHeader(deep)).toMatchObject({ error: { code: "image_type_unsupported" } });
  });
});

function frameAt(jpeg: Buffer): number {
  for (let at = 2; at < jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2)) {
    if (jpeg[at + 1] === 0xc0 || jpeg[at + 1] === 0xc2) return at;
  }
  throw new Error("no frame");
}

/** Writes another size into a JPEG's frame header. */
function frameOf(jpeg: Buffer, width: number, height: number): Buffer {
  const lying = Buffer.from(jpeg);
  const at = frameAt(lying);
  lying.writeUInt16BE(height, at + 5);
  lying.writeUInt16BE(width, at + 7);
  return lying;
}
