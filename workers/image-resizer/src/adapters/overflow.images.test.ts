import { ok } from "@edgemart/contracts/result";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { pictureTarget } from "../core/address.ts";
import { Leases } from "../core/leases.ts";
import { parseParams } from "../core/params.ts";
import { createNodeTools } from "../deps/node.ts";
import type { MakeDeps } from "../ports.ts";
import { makeAnswer } from "../verbs/make-answer.ts";
import { overflowTo, transformOf } from "./overflow.images.ts";

const ID = "cd".repeat(32);
/** What the service was asked for: bytes, transformation, output. */
const calls: { bytes: number; transform?: unknown; output?: unknown }[] = [];

/** Takes the place of the platform's service, which no laptop has. */
const images = {
  input(stream: ReadableStream<Uint8Array>) {
    const call: (typeof calls)[number] = { bytes: 0 };
    calls.push(call);
    const handle = {
      transform: (transform: unknown) =>
        Object.assign(handle, Object.assign(call, { transform }) && {}),
      async output(output: { format: string }) {
        call.output = output;
        call.bytes = (await new Response(stream).arrayBuffer()).byteLength;
        return { contentType: () => output.format, response: () => new Response("made elsewhere") };
      },
    };
    return handle;
  },
} as unknown as ImagesBinding;

function paramsOf(query: string) {
  const params = parseParams(new URLSearchParams(query), []);
  if (!params.ok) throw new Error("refused");
  return params.value;
}

async function make(bytes: Uint8Array, binding: ImagesBinding | undefined, query = "w=40&h=30") {
  calls.length = 0;
  const tools = { ...createNodeTools(), overflow: overflowTo(binding, () => undefined) };
  const open = async () =>
    ok({
      bytes: bytes.length,
      info: null,
      read: async () => ok(bytes),
      discard: async () => undefined,
    });
  const deps: MakeDeps = {
    originals: { open },
    origins: { open },
    places: { work: new Leases(1e9), queue: new Leases(4) },
    tools,
  };
  const asked = { source: { kind: "own", id: ID } as const, params: paramsOf(query) };
  return makeAnswer(pictureTarget(asked, ID, null, "asked"), deps, {});
}

const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic"), Buffer.alloc(40)]);
async function bomb(): Promise<Buffer> {
  const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: "#123" } })
    .png()
    .toBuffer();
  png.writeUInt32BE(9_000, 16);
  png.writeUInt32BE(9_000, 20);
  return png;
}

describe("images 49: Cloudflare Images", () => {
  test("without the binding HEIC is 415 and too many pixels are 413, as ever", async () => {
    expect(await make(heic, undefined)).toMatchObject({
      error: { code: "image_type_unsupported" },
    });
    expect(await make(await bomb(), undefined)).toMatchObject({
      error: { code: "image_too_large" },
    });
  });

  test("with it both are made there, whole, and the answer is one like all others", async () => {
    for (const source of [heic, await bomb()]) {
      const made = await make(source, images);
      expect(made).toMatchObject({
        value: { type: "image/webp", length: 14, etag: expect.stringMatching(/^"[0-9a-f]{32}"$/) },
      });
      expect(calls).toMatchObject([
        {
          bytes: source.length,
          transform: { width: 40, height: 30, fit: "crop" },
          output: { format: "image/webp", quality: 75 },
        },
      ]);
    }
  });

  test("what the codecs here take, or what is no picture, never goes there", async () => {
    const good = await sharp({ create: { width: 9, height: 9, channels: 3, background: "#123" } })
      .png()
      .toBuffer();
    expect((await make(good, images)).ok).toBe(true);
    expect(await make(Buffer.from("<svg/>"), images)).toMatchObject({
      error: { code: "image_type_unsupported" },
    });
    expect(await make(good.subarray(0, 60), images)).toMatchObject({
      error: { code: "image_unreadable" },
    });
    expect(calls).toEqual([]);
  });

  test("its absence is not the picture's fault", async () => {
    const gone = {
      input: () => {
        throw Object.assign(new Error("Network connection lost."), { retryable: true });
      },
    } as unknown as ImagesBinding;
    await expect(make(heic, gone)).rejects.toThrow("Network connection lost.");
  });

  test("its failure is the picture's, not the Worker's", async () => {
    const broken = {
      input: () => {
        throw new Error("away");
      },
    } as unknown as ImagesBinding;
    expect(await make(heic, broken)).toMatchObject({ error: { code: "image_unreadable" } });
  });

  test.each([
    ["w=9&h=9&fit=cover&enlarge=1", { fit: "cover" }],
    ["w=9&h=9&fit=contain&bg=fff", { fit: "pad", background: "#ffffffff" }],
    ["w=9&h=9&fit=inside", { fit: "scale-down" }],
    ["w=9&h=9&fit=fill", { fit: "squeeze" }],
    ["w=9", { fit: "scale-down", width: 9 }],
    ["w=9&h=9&pos=top-left&blur=4", { gravity: { x: 0, y: 0, mode: "remainder" }, blur: 4 }],
  ])("%s is told in its words", (query, transform) => {
    expect(transformOf(paramsOf(query))).toMatchObject(transform);
  });
});
