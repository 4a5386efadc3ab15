import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { scene } from "../../test/pictures.ts";
import { createJpegCodec } from "../adapters/wasm-jpeg.ts";
import { dcScansOnly } from "./dc-scans.ts";
import { readHeader } from "./header.ts";
import type { JpegHeader } from "./header-types.ts";

// Workers' types forbid what Workers forbid; Node compiles at run time.
const Compiler = WebAssembly.Module as unknown as new (bytes: Uint8Array) => WebAssembly.Module;
const path = createRequire(import.meta.url).resolve("imagescript/wasm/any/jpeg.wasm");
const decoder = createJpegCodec(new Compiler(readFileSync(path)));
let progressive: Buffer;
beforeAll(async () => {
  progressive = await sharp(await scene(400, 300))
    .jpeg({ progressive: true })
    .toBuffer();
});

/** Pixels at 1/8 by the decoder that takes any progressive file, without the shortcut in front of it. */
function eighth(bytes: Uint8Array): Uint8Array {
  const header = readHeader(bytes);
  if (!header.ok) throw new Error(header.error.code);
  return decoder.decode(bytes, header.value as JpegHeader, 8, ({ data }) => Uint8Array.from(data));
}

describe("images 14: a progressive JPEG at 1/8", () => {
  test("is the same picture from its DC scans alone, a fraction of the bytes", () => {
    const short = dcScansOnly(progressive);
    expect(short?.length).toBeLessThan(progressive.length / 2);
    expect(eighth(short ?? progressive)).toEqual(eighth(progressive));
  });

  test("a baseline file keeps every byte, a cut one is left to the decoder", async () => {
    const baseline = await sharp(await scene(40, 30))
      .jpeg()
      .toBuffer();
    expect(Buffer.from(dcScansOnly(baseline) ?? [])).toEqual(baseline);
    expect(dcScansOnly(progressive.subarray(0, progressive.length * 0.7))).toBeNull();
    expect(dcScansOnly(progressive.subarray(0, 3))).toBeNull();
  });
});
