import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { psnr, scene } from "../../test/pictures.ts";
import { createNodeTools } from "../deps/node.ts";
import { readHeader } from "./header.ts";
import { readProfile, toSrgb } from "./icc.ts";
import { parseParams } from "./params.ts";
import { renderPicture } from "./render.ts";

const { codecs } = createNodeTools();

async function asPng(bytes: Uint8Array): Promise<Buffer> {
  const header = readHeader(bytes);
  const params = parseParams([["w", "100"]], []);
  if (!header.ok || !params.ok) throw new Error("refused");
  await codecs.prepare(["jpeg", "png", "webp-decoder"]);
  const made = renderPicture({ bytes, header: header.value }, params.value, "png", codecs);
  return sharp(made.bytes).removeAlpha().raw().toBuffer();
}
const bySharp = (bytes: Uint8Array) =>
  sharp(bytes).resize(100).toColourspace("srgb").removeAlpha().raw().toBuffer();

describe("images 21: colour profiles", () => {
  test.each([
    ["jpeg", (picture: Sharp) => picture.jpeg({ quality: 95, chromaSubsampling: "4:4:4" })],
    ["png", (picture: Sharp) => picture.png()],
    ["webp", (picture: Sharp) => picture.webp({ lossless: true })],
  ])("Display-P3 in %s becomes sRGB on the small picture, as with sharp", async (_type, write) => {
    const source = await write(sharp(await scene(400, 300)).withIccProfile("p3")).toBuffer();
    const header = readHeader(source);
    expect(header.ok && header.value.icc).toBeTruthy();
    const wanted = await bySharp(source);
    expect(psnr(await asPng(source), wanted)).toBeGreaterThan(36);
    // The control: without its profile the same picture has other colours.
    const bare = await sharp(source, { ignoreIcc: true }).png().toBuffer();
    expect(psnr(await asPng(bare), wanted)).toBeLessThan(psnr(await asPng(source), wanted) - 6);
  });

  test("sRGB changes nothing, and what is no profile is no fault", async () => {
    const source = await sharp(await scene(200, 150))
      .withIccProfile("srgb")
      .png()
      .toBuffer();
    const header = readHeader(source);
    const icc = header.ok && header.value.icc;
    if (!icc) throw new Error("no profile");
    expect(readProfile(codecs.inflate(icc.bytes, 1e6))).toBeNull();
    expect(readProfile(new Uint8Array(3))).toBeNull();
    expect(readProfile(new Uint8Array(4000))).toBeNull();
  });

  test("damaged anywhere a profile is left out or read within its bytes", async () => {
    const source = await sharp(await scene(20, 20))
      .withIccProfile("p3")
      .jpeg()
      .toBuffer();
    const header = readHeader(source);
    const icc = header.ok && header.value.icc;
    if (!icc) throw new Error("no profile");
    expect(readProfile(icc.bytes)).not.toBeNull();
    for (let at = 0; at < icc.bytes.length; at += 3) {
      const hurt = Uint8Array.from(icc.bytes);
      hurt[at] = 0xff;
      const profile = readProfile(hurt);
      expect(
        profile === null || profile.curves.every((curve) => curve.every(Number.isFinite)),
      ).toBe(true);
      readProfile(icc.bytes.subarray(0, at));
    }
  });

  test("Adobe RGB, a profile of one power and three columns, becomes sRGB", () => {
    const profile = readProfile(adobeRgb());
    if (!profile) throw new Error("not read");
    const data = Uint8Array.from([
      0, 0, 0, 128, 128, 128, 255, 255, 255, 200, 100, 50, 60, 160, 90,
    ]);
    toSrgb({ width: 5, height: 1, channels: 3, hasAlpha: false, data }, profile);
    // The last two by the matrices of Adobe RGB (1998) §4.3.5 and IEC 61966-2-1.
    const wanted = [0, 0, 0, 129, 129, 129, 255, 255, 255, 227, 100, 42, 0, 161, 85];
    const largest = Math.max(...wanted.map((value, at) => Math.abs(value - (data[at] ?? 0))));
    expect(largest).toBeLessThanOrEqual(2);
  });
});

/** The least a profile can be: colorants at D50 and one curve of 563/256. */
function adobeRgb(): Uint8Array {
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(Math.round(value * 65_536));
    return bytes;
  };
  const xyz = (...values: number[]) =>
    Buffer.concat([Buffer.from("XYZ \0\0\0\0"), ...values.map(number)]);
  const curve = Buffer.concat([Buffer.from("curv\0\0\0\0\0\0\0\u0001"), Buffer.from([2, 51])]);
  const tags: [string, Buffer][] = [
    ["rXYZ", xyz(0.60974, 0.31111, 0.01947)],
    ["gXYZ", xyz(0.20528, 0.62567, 0.06087)],
    ["bXYZ", xyz(0.14919, 0.06322, 0.74457)],
    ["rTRC", curve],
    ["gTRC", curve],
    ["bTRC", curve],
  ];
  const head = Buffer.alloc(132 + tags.length * 12);
  head.write("RGB XYZ ", 16);
  head.writeUInt32BE(tags.length, 128);
  const bodies: Buffer[] = [];
  let at = head.length;
  tags.forEach(([name, body], index) => {
    head.write(name, 132 + index * 12);
    head.writeUInt32BE(at, 136 + index * 12);
    head.writeUInt32BE(body.length, 140 + index * 12);
    bodies.push(body);
    at += body.length;
  });
  return Buffer.concat([head, ...bodies]);
}
