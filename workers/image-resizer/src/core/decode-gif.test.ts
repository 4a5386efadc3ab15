import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { psnr, scene } from "../../test/pictures.ts";
import { CodecError } from "./codecs.ts";
import { decodeGif } from "./decode-gif.ts";
import { readHeader } from "./header.ts";
import type { GifHeader } from "./header-types.ts";

function decoded(bytes: Uint8Array) {
  const header = readHeader(bytes);
  if (!header.ok) throw new Error(header.error.code);
  return decodeGif(bytes, header.value as GifHeader);
}
const bySharp = (bytes: Uint8Array) => sharp(bytes, { page: 0 }).ensureAlpha().raw().toBuffer();

describe("images 18: the first frame of a GIF", () => {
  test.each([2, 16, 256])(
    "with %i colours is what sharp sees, plain and interlaced",
    async (colours) => {
      for (const progressive of [false, true]) {
        const bytes = await sharp(await scene(97, 61))
          .gif({ colours, progressive })
          .toBuffer();
        const raster = decoded(bytes);
        expect([raster.width, raster.height, raster.hasAlpha]).toEqual([97, 61, false]);
        expect(psnr(raster.data, await bySharp(bytes))).toBe(Number.POSITIVE_INFINITY);
      }
    },
  );

  test("keeps what is clear, and of an animation shows the beginning", async () => {
    const pixels = Buffer.alloc(8 * 16 * 4, 255)
      .fill(0, 0, 8 * 3 * 4)
      .fill(90, 8 * 8 * 4);
    const frames = sharp(pixels, { raw: { width: 8, height: 16, channels: 4, pageHeight: 8 } });
    const bytes = await frames.gif({ delay: [100, 100] }).toBuffer();
    const raster = decoded(bytes);
    expect([raster.width, raster.height, raster.hasAlpha]).toEqual([8, 8, true]);
    const wanted = await bySharp(bytes);
    expect(raster.data[3]).toBe(0);
    expect([...raster.data.subarray(8 * 4 * 4)]).toEqual([...wanted.subarray(8 * 4 * 4)]);
  });

  test("cut anywhere it is refused, and never read past its end", async () => {
    const bytes = await sharp(await scene(30, 20))
      .gif()
      .toBuffer();
    for (let length = 6; length < bytes.length - 4; length += 7) {
      const part = bytes.subarray(0, length);
      const header = readHeader(part);
      if (header.ok) expect(() => decoded(part)).toThrow(CodecError);
      else expect(["image_unreadable", "image_type_unsupported"]).toContain(header.error.code);
    }
  });
});
