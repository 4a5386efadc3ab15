/** One test for each published fault of another image service that could be ours too. */
import { ERRORS } from "@edgemart/contracts/error";
import { IMAGE_BYTES_MAX, picturePath } from "@edgemart/contracts/images";
import { Response as WorkerResponse } from "miniflare";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readHeader } from "../src/core/header.ts";
import { LIMITS } from "../src/core/limits.ts";
import { createNodeTools } from "../src/deps/node.ts";
import { type RunningWorker, startWorker } from "./worker.ts";

const HOST = "images.example.com";
let worker: RunningWorker;
let red: Buffer;
let blue: Buffer;
let poured = 0;
const seen: string[] = [];

beforeAll(async () => {
  const swatch = (background: string) =>
    sharp({ create: { width: 40, height: 30, channels: 3, background } })
      .png()
      .toBuffer();
  [red, blue] = await Promise.all([swatch("#ff0000"), swatch("#0000ff")]);
  worker = await startWorker({
    vars: { IMAGE_ORIGINS: HOST, IMAGE_SIZES: "20,40" },
    outside: (request) => {
      seen.push(request.url);
      const { pathname, search } = new URL(request.url);
      if (pathname === "/endless") return new WorkerResponse(endless());
      if (pathname === "/evil") {
        return new WorkerResponse("<script>alert(1)</script>", {
          headers: {
            "content-type": "image/png",
            "content-disposition": "attachment; filename=evil.exe",
          },
        });
      }
      // An origin that answers by who asks: a cookie here would poison the answer of everybody.
      const isOther = request.headers.has("cookie") || search.includes("blue");
      return new WorkerResponse(isOther ? blue : red, {
        headers: {
          "content-disposition": 'attachment; filename="evil.html"',
          "content-type": "text/html",
        },
      });
    },
  });
});
afterAll(() => worker.stop());

function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      poured += 256 * 1024;
      controller.enqueue(new Uint8Array(256 * 1024));
      if (poured > 200 * 1024 * 1024) controller.close();
      await new Promise((resolve) => setTimeout(resolve, 1));
    },
  });
}
const foreign = (path: string, more = "") =>
  `/?w=20&url=${encodeURIComponent(`https://${HOST}${path}`)}${more}`;
async function colourOf(response: Response): Promise<string> {
  const pixel = await sharp(await response.arrayBuffer())
    .removeAlpha()
    .raw()
    .toBuffer();
  return (pixel[0] ?? 0) > 128 ? "red" : "blue";
}

describe("images, advisories", () => {
  test("images 56, GHSA-g5qg-72qw-gw5v, CVE-2025-57752: who asks changes no bytes, and every part of the address counts", async () => {
    const headers = { cookie: "who=me", authorization: "Bearer x" };
    expect(await colourOf(await worker.fetch(foreign("/a.png"), { headers }))).toBe("red");
    expect(await colourOf(await worker.fetch(foreign("/a.png")))).toBe("red");
    expect(await colourOf(await worker.fetch(foreign("/a.png?blue")))).toBe("blue");
    expect(await colourOf(await worker.fetch(foreign("/a.png", "&v=2")))).toBe("red");
    const asked = seen.filter((url) => url.includes("/a.png"));
    // Once for each source and version; never shared between two of them.
    expect(asked.length).toBe(3);
  });

  test("images 57, GHSA-xv57-4mr9-wg8v, CVE-2025-55173: name and type of an origin are not handed on, and its page is no picture", async () => {
    const response = await worker.fetch(foreign("/evil.html"));
    expect(response.headers.get("content-type")).toBe("image/webp");
    expect(response.headers.get("content-disposition")).toBe('inline; filename="evil.webp"');
    expect(response.headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
    const page = await worker.fetch(foreign("/evil"));
    expect(page.status).toBe(415);
    expect(await page.text()).not.toContain("<script>");
  });

  test("images 58, GHSA-9g9p-9gw9-jx7f: a remote body without end is let go after 20 MB", async () => {
    expect((await worker.fetch(foreign("/endless"))).status).toBe(413);
    // The local runtime reads ahead of the Worker, a busy machine further; an origin read to its end gives 200 MB.
    expect(poured).toBeLessThan(4 * IMAGE_BYTES_MAX);
  });

  test("images 59, GHSA-h64f-5h5j-jqjh, CVE-2026-44577: an original of our own is bounded too, before it is read", async () => {
    const bytes = new Uint8Array(IMAGE_BYTES_MAX + 1);
    bytes.set(red);
    const id = await worker.store(bytes);
    const response = await worker.fetch(picturePath(id, { w: 20 }));
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      413,
      "image_too_large",
    ]);
  });

  test("images 60, 12, GHSA-3x4c-7xq6-9pq8, CVE-2026-27980: sizes off the list are refused, spellings and unknown parameters make no variant", async () => {
    const id = await worker.store(red);
    expect((await worker.fetch(picturePath(id, { w: 21 }))).status).toBe(400);
    expect((await worker.fetch(`/?url=${id}&w=20`)).status).toBe(200);
    const bucket = await worker.miniflare.getR2Bucket("DERIVATIVES");
    const kept = async () => (await bucket.list({ prefix: `d/${id}/` })).objects.length;
    await expect.poll(kept).toBe(1);
    for (const more of ["&x=1", "&x=2", "&utm=3", "&q=75", "&fit=cover"]) {
      // From memory: nothing was made, so nothing is written later.
      const again = await worker.fetch(`/?url=${id}&w=20${more}`);
      expect([more, again.headers.get("x-cache")]).toEqual([more, "L0"]);
    }
    expect(await kept()).toBe(1);
  });

  test("images 61, 20, GHSA-q8wf-6r8g-63ch, CVE-2026-64644: 20 MB of almost an SVG are refused by their first bytes", () => {
    const bytes = Buffer.alloc(IMAGE_BYTES_MAX, " ");
    bytes.write("<svg xmlns='http://www.w3.org/2000/svg'>", bytes.length - 60);
    let reads = 0;
    const counted = new Proxy(bytes, {
      get(target, name) {
        if (typeof name === "string" && /^\d+$/.test(name)) reads += 1;
        return Reflect.get(target, name, target);
      },
    });
    expect(readHeader(counted)).toMatchObject({ error: { code: "image_type_unsupported" } });
    expect(reads).toBeLessThan(100);
  });

  test.each([
    `https://${HOST}@evil.example/a.png`,
    `https://${HOST}.evil.example/a.png`,
    `https://evil.example/${HOST}/a.png`,
    `https://evil.example\\@${HOST}/a.png`,
    `https://${HOST}:443@evil.example/a.png`,
  ])("images 62, 41, imgproxy: %s is another host", async (url) => {
    seen.length = 0;
    const response = await worker.fetch(`/?w=20&url=${encodeURIComponent(url)}`);
    expect(response.status).toBe(400);
    expect(seen).toEqual([]);
  });

  test("images 63, imgproxy: no header or parameter of a client passes the caches by", async () => {
    const path = foreign("/bypass.png");
    await worker.fetch(path);
    for (const [more, headers] of [
      ["", { "cache-control": "no-cache, no-store", pragma: "no-cache" }],
      ["&cache=0&nocache=1", {}],
      ["", { "if-none-match": '"x"', "if-modified-since": new Date(0).toUTCString() }],
    ] as const) {
      await worker.fetch(path + more, { headers });
    }
    expect(seen.filter((url) => url.includes("/bypass.png")).length).toBe(1);
  });

  test("images 64, 24, edgesharp: another content has another tag under the same parameters, and no failure is kept for long", async () => {
    const tags = await Promise.all(
      [red, blue].map(async (bytes) => {
        const response = await worker.fetch(picturePath(await worker.store(bytes), { w: 40 }));
        return response.headers.get("etag");
      }),
    );
    expect(tags[0]).not.toBe(tags[1]);
    for (const path of [
      foreign("/evil"),
      picturePath("0".repeat(64), { w: 20 }),
      foreign("/endless"),
      "/i/w=0/x",
    ]) {
      const response = await worker.fetch(path);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.headers.get("cache-control")).toMatch(/^(no-store|public, max-age=60)$/);
    }
    expect(ERRORS.image_unreadable.status).toBe(422);
  });

  test("images 65, 48, jSquash: 60 files that fail to decode leave no memory behind", async () => {
    const { codecs } = createNodeTools();
    const cmyk = await sharp({
      create: { width: 600, height: 400, channels: 3, background: "#345" },
    })
      .toColourspace("cmyk")
      .jpeg()
      .toBuffer();
    const header = readHeader(cmyk);
    if (!header.ok) throw new Error("refused");
    const cut = cmyk.subarray(0, cmyk.length * 0.7);
    for (let round = 0; round < 60; round++) {
      await codecs.prepare(["jpeg"]);
      expect(() => codecs.decode(cut, header.value, 1, () => null)).toThrow();
      // The instance that failed is gone, and with it whatever it held.
      expect(codecs.isReady(["jpeg"])).toBe(false);
    }
    await codecs.prepare(["jpeg"]);
    expect(codecs.decode(cmyk, header.value, 8, ({ width }) => width)).toBe(75);
  });
});

describe("images 39: the length of an address", () => {
  test("longer than the limit it is 400 and asks nobody", async () => {
    seen.length = 0;
    const long = foreign(`/${"a".repeat(LIMITS.sourceUrlCharsMax)}`);
    expect((await worker.fetch(long)).status).toBe(400);
    const id = await worker.store(red);
    expect(
      (await worker.fetch(`/?url=${id}&w=20&x=${"a".repeat(LIMITS.addressCharsMax)}`)).status,
    ).toBe(400);
    expect(seen).toEqual([]);
  });
});
