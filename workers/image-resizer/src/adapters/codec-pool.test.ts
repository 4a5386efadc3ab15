import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { mutations } from "../../test/pictures.ts";
import type { CodecName } from "../core/codec-names.ts";
import { CodecError } from "../core/codecs.ts";
import { readHeader } from "../core/header.ts";
import { LIMITS } from "../core/limits.ts";
import { parseParams } from "../core/params.ts";
import { renderPicture } from "../core/render.ts";
import { createNodeTools, describeImage } from "../deps/node.ts";
import type { Tools } from "../ports.ts";
import { openHeader } from "../verbs/open-header.ts";

const MUTATIONS = process.env.EDGEMART_FULL === "1" ? 10_000 : 160;
const grey = { create: { width: 400, height: 300, channels: 3, background: "#808080" } } as const;
const FAULTY: [CodecName, () => Promise<Buffer>][] = [
  ["jpeg", async () => (await sharp(grey).jpeg().toBuffer()).subarray(0, 700)],
  // Only interlaced files come to this codec.
  ["png", async () => (await sharp(grey).png({ progressive: true }).toBuffer()).subarray(0, 200)],
  ["webp-decoder", async () => (await sharp(grey).webp().toBuffer()).subarray(0, 60)],
];

function headerOf(bytes: Uint8Array) {
  const header = readHeader(bytes);
  if (!header.ok) throw new Error(header.error.code);
  return header.value;
}

describe("images 22, 48: codecs", () => {
  test.each(FAULTY)(
    "a %s instance that threw is thrown away, and the next one works",
    async (name, make) => {
      const { codecs } = createNodeTools();
      const bytes = await make();
      await codecs.prepare([name]);
      expect(() => codecs.decode(bytes, headerOf(bytes), 1, () => null)).toThrow(CodecError);
      expect(codecs.isReady([name])).toBe(false);
      await codecs.prepare([name]);
      const picture = sharp(grey);
      const good = await (name === "jpeg"
        ? picture.jpeg()
        : name === "png"
          ? picture.png({ progressive: true })
          : picture.webp()
      ).toBuffer();
      const width = codecs.decode(good, headerOf(good), 1, (pixels) => pixels.width);
      expect(width).toBe(400);
    },
  );

  test("a fault of our own is not blamed on the source", async () => {
    const { codecs } = createNodeTools();
    await codecs.prepare(["jpeg"]);
    const bytes = await sharp(grey).jpeg().toBuffer();
    const ours = () => {
      throw new RangeError("ours");
    };
    expect(() => codecs.decode(bytes, headerOf(bytes), 1, ours)).toThrow(RangeError);
  });

  test("an instance that grew above the ceiling is thrown away after its job", async () => {
    const { codecs } = createNodeTools();
    await codecs.prepare(["jpeg"]);
    const large = {
      create: { width: 4000, height: 3000, channels: 3, background: "#888" },
    } as const;
    const bytes = await sharp(large).jpeg().toBuffer();
    const taken = codecs.decode(
      bytes,
      headerOf(bytes),
      1,
      (pixels) => pixels.data.buffer.byteLength,
    );
    expect(taken).toBeGreaterThan(LIMITS.wasmBytesMax);
    expect(codecs.isReady(["jpeg"])).toBe(false);
  });

  test("60 jobs of one kind do not let an instance grow", async () => {
    const { codecs } = createNodeTools();
    await codecs.prepare(["jpeg", "png", "webp-decoder", "webp-encoder"]);
    const sources = [
      await sharp(grey).jpeg().toBuffer(),
      await sharp(grey).png().toBuffer(),
      await sharp(grey).webp().toBuffer(),
    ];
    const memory = (bytes: Buffer) =>
      codecs.decode(bytes, headerOf(bytes), 1, (pixels) => pixels.data.buffer.byteLength);
    for (const bytes of sources) {
      memory(bytes);
      const before = memory(bytes);
      for (let job = 0; job < 60; job++) memory(bytes);
      expect(memory(bytes)).toBe(before);
    }
  });

  test(`images 66: ${MUTATIONS} damaged files are described and made, or refused, and memory stays bounded`, async () => {
    const tools = createNodeTools();
    const codes = new Set<string>();
    let quarter = 0;
    const all = await mutations(MUTATIONS);
    for (const [index, bytes] of all.entries()) {
      const described = await describeImage(bytes);
      codes.add(described.ok ? "ok" : described.error.code);
      codes.add(await renderedAt(16 << (index % 4), bytes, tools));
      if (index === all.length >> 2) quarter = process.memoryUsage().rss;
    }
    codes.delete("image_type_unsupported");
    codes.delete("image_too_large");
    expect([...codes].sort()).toEqual(["image_unreadable", "ok"]);
    expect(process.memoryUsage().rss - quarter).toBeLessThan(150 * 1024 * 1024);
  }, 900_000);
});

/** Makes a picture as a miss does. @returns ok, or the code of the refusal */
async function renderedAt(side: number, bytes: Buffer, tools: Tools): Promise<string> {
  const opened = await openHeader(bytes, tools, () => ["webp-encoder"]);
  const params = parseParams([["w", String(side)]], []);
  if (!opened.ok || !params.ok) return opened.ok ? "params" : opened.error.code;
  try {
    renderPicture(opened.value, params.value, "webp", tools.codecs);
    return "ok";
  } catch (thrown) {
    if (!(thrown instanceof CodecError)) throw thrown;
    return "image_unreadable";
  }
}
