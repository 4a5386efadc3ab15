import sharp from "sharp";
import { expect, test } from "vitest";
import { orient } from "./orient.ts";

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  "images: orientation %i turns pixels as sharp does",
  async (orientation) => {
    const width = 5;
    const height = 3;
    const data = Uint8Array.from({ length: width * height * 3 }, (_, index) => (index * 37) % 256);
    const turned = orient({ width, height, channels: 3, hasAlpha: false, data }, orientation);
    const png = await sharp(data, { raw: { width, height, channels: 3 } })
      .withMetadata({ orientation })
      .png()
      .toBuffer();
    const wanted = await sharp(png).autoOrient().raw().toBuffer({ resolveWithObject: true });
    expect([turned.width, turned.height]).toEqual([wanted.info.width, wanted.info.height]);
    expect([...turned.data]).toEqual([...wanted.data]);
  },
);
