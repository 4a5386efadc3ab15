import { ERRORS, type ErrorCode, Problem } from "@edgemart/contracts/error";
import { ImageInfo, picturePath } from "@edgemart/contracts/images";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeImage } from "../src/deps/node.ts";
import { scene } from "./pictures.ts";
import { type RunningWorker, startWorker } from "./worker.ts";

let worker: RunningWorker;
let photo: Buffer;
let id: string;

beforeAll(async () => {
  worker = await startWorker({ vars: { IMAGE_ORIGINS: "images.example.com" } });
  photo = await sharp(await scene(900, 600))
    .jpeg({ quality: 90 })
    .toBuffer();
  id = await worker.store(photo);
});
afterAll(() => worker.stop());

async function problemOf(response: Response): Promise<ErrorCode> {
  const problem = Problem.parse(await response.json());
  expect(response.headers.get("content-type")).toMatch("application/problem+json");
  expect([problem.status, problem.status]).toEqual([
    response.status,
    ERRORS[problem.code as ErrorCode].status,
  ]);
  return problem.code as ErrorCode;
}
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe("images 1, 25, 29: addresses", () => {
  test("both forms of an address give one cache entry with one tag", async () => {
    const path = await worker.fetch(picturePath(id, { w: 121, h: 120, fit: "cover" }));
    const query = await worker.fetch(`/?url=${id}&h=120&fit=cover&w=121&unknown=1&f=webp`);
    expect([path.headers.get("x-cache"), query.headers.get("x-cache")]).toEqual(["MISS", "L0"]);
    expect(query.headers.get("etag")).toBe(path.headers.get("etag"));
    expect(await bytesOf(query)).toEqual(await bytesOf(path));
  });

  test("an unknown path is 404 and an unknown method 405 with Allow", async () => {
    expect(await problemOf(await worker.fetch("/nothing"))).toBe("not_found");
    for (const path of ["/", `/i/w=1/${id}`, "/info", `/info/${id}`, "/health"]) {
      for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
        const response = await worker.fetch(path, { method });
        expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
        expect(await problemOf(response)).toBe("method_not_allowed");
      }
    }
  });

  test("any page may ask: OPTIONS is answered for every address", async () => {
    for (const path of ["/", `/i/w=1/${id}`, "/info", "/health"]) {
      const response = await worker.fetch(path, { method: "OPTIONS" });
      expect(response.status).toBe(204);
      expect(response.headers.get("access-control-allow-methods")).toBe("GET, HEAD, OPTIONS");
    }
  });

  test("health is told", async () => {
    const response = await worker.fetch("/health");
    expect(await response.json()).toEqual({ status: "ok", service: "image-resizer" });
  });

  test("HEAD is GET without a body, made or remembered", async () => {
    const path = picturePath(id, { w: 77 });
    for (const _tier of ["MISS", "L0"]) {
      const head = await worker.fetch(path, { method: "HEAD" });
      const get = await worker.fetch(path);
      expect((await bytesOf(head)).length).toBe(0);
      expect(head.headers.get("content-length")).toBe(String((await bytesOf(get)).length));
      for (const name of ["etag", "content-type", "cache-control", "content-disposition"]) {
        expect(head.headers.get(name)).toBe(get.headers.get(name));
      }
    }
  });
});

describe("images 4, 11, 23–27: answers", () => {
  test("a picture carries every header the spec names", async () => {
    const response = await worker.fetch(picturePath(id, { w: 60, h: 60 }));
    const body = await bytesOf(response);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "access-control-allow-origin": "*",
      "cache-control": "public, max-age=31536000, immutable",
      "content-disposition": `inline; filename="${id.slice(0, 16)}.webp"`,
      "content-length": String(body.length),
      "content-security-policy": "default-src 'none'; sandbox",
      "content-type": "image/webp",
      "cross-origin-resource-policy": "cross-origin",
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      "server-timing": expect.stringMatching(/^miss, fetch;dur=\d+, make;dur=\d+$/),
      "timing-allow-origin": "*",
      "x-cache": "MISS",
      "x-content-type-options": "nosniff",
    });
    expect(response.headers.get("vary")).toBeNull();
    expect(await sharp(body).metadata()).toMatchObject({ format: "webp", width: 60, height: 60 });
  });

  test("Vary names Accept for f=auto only, and each client gets what it can show", async () => {
    const path = picturePath(id, { w: 61, f: "auto" });
    const modern = await worker.fetch(path, { headers: { accept: "image/webp,*/*" } });
    const old = await worker.fetch(path, { headers: { accept: "image/png,*/*" } });
    expect([modern.headers.get("content-type"), old.headers.get("content-type")]).toEqual([
      "image/webp",
      "image/jpeg",
    ]);
    expect([modern.headers.get("vary"), old.headers.get("vary")]).toEqual(["Accept", "Accept"]);
  });

  test("the client's own copy is confirmed with 304 and nothing else", async () => {
    const path = picturePath(id, { w: 62 });
    const first = await worker.fetch(path);
    const etag = first.headers.get("etag") ?? "";
    for (const header of [etag, `W/${etag}`, `"x", ${etag}`, "*"]) {
      const again = await worker.fetch(path, { headers: { "if-none-match": header } });
      expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([
        304,
        "",
        etag,
      ]);
      expect(again.headers.get("cache-control")).toBe(first.headers.get("cache-control"));
    }
    const other = await worker.fetch(path, { headers: { "if-none-match": '"x"' } });
    expect(other.status).toBe(200);
  });

  test("a client cannot switch the caches off", async () => {
    const path = picturePath(id, { w: 63 });
    await worker.fetch(path);
    const headers = { "cache-control": "no-cache", pragma: "no-cache" };
    expect((await worker.fetch(path, { headers })).headers.get("x-cache")).toBe("L0");
  });

  test("row 14: HEAD fills the caches as GET would, and a range gets the whole from them", async () => {
    const path = picturePath(id, { w: 65 });
    expect((await worker.fetch(path, { method: "HEAD" })).headers.get("x-cache")).toBe("MISS");
    const whole = await bytesOf(await worker.fetch(path));
    const part = await worker.fetch(path, { headers: { range: "bytes=0-9", "if-range": '"x"' } });
    expect([part.status, part.headers.get("x-cache")]).toEqual([200, "L0"]);
    expect(await bytesOf(part)).toEqual(whole);
  });

  test("row 7: unknown and repeated parameters, their order and the Host make no second picture", async () => {
    const first = await worker.fetch(`/?url=${id}&w=67&h=50&fit=cover`);
    expect([first.status, first.headers.get("x-cache")]).toEqual([200, "MISS"]);
    for (const same of [
      `/?h=50&w=67&url=${id}&fit=cover&utm=1`,
      `/?fit=cover&url=${id}&x=1&x=2&h=50&w=67`,
    ]) {
      const again = await worker.fetch(same);
      expect([same, again.headers.get("x-cache"), again.headers.get("etag")]).toEqual([
        same,
        "L0",
        first.headers.get("etag"),
      ]);
    }
  });

  test.each(["webp", "jpeg", "png"] as const)("f=%s is what comes", async (format) => {
    const response = await worker.fetch(picturePath(id, { w: 64, f: format }));
    expect(response.headers.get("content-type")).toBe(`image/${format}`);
    expect((await sharp(await bytesOf(response)).metadata()).format).toBe(format);
  });

  test("a wrong parameter is 400 with its name, and is not cached", async () => {
    const response = await worker.fetch(`/i/w=0,f=svg/${id}`);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const problem = Problem.parse(await response.json());
    expect(problem.code).toBe("invalid_query");
    expect(problem.errors?.map(({ path }) => path)).toEqual(["w", "f"]);
  });
});

describe("images 20, 22, 33: what is not a picture", () => {
  test("a missing original is 404 for a minute", async () => {
    const response = await worker.fetch(picturePath("0".repeat(64), { w: 9 }));
    expect(response.headers.get("cache-control")).toBe("public, max-age=60");
    expect(await problemOf(response)).toBe("image_not_found");
  });

  test("an SVG or a page is 415 for a minute, whatever it is called", async () => {
    for (const text of ["<svg xmlns='http://www.w3.org/2000/svg'/>", "<!doctype html>"]) {
      const response = await worker.fetch(picturePath(await worker.store(Buffer.from(text)), {}));
      expect(response.headers.get("cache-control")).toBe("public, max-age=60");
      expect(await problemOf(response)).toBe("image_type_unsupported");
    }
  });

  test("damaged pictures are 422, never a crash, and the next picture is made", async () => {
    const png = await sharp(photo).resize(200).png().toBuffer();
    const webp = await sharp(photo).resize(200).webp().toBuffer();
    for (const whole of [photo, png, webp]) {
      const cut = await worker.store(whole.subarray(0, Math.floor(whole.length * 0.6)));
      const response = await worker.fetch(picturePath(cut, { w: 9 }));
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(await problemOf(response)).toBe("image_unreadable");
      const good = await worker.store(whole);
      expect((await worker.fetch(picturePath(good, { w: 10 }))).status).toBe(200);
    }
  });

  test("a bomb is 413 by its header", async () => {
    const png = await sharp(photo).resize(50).png().toBuffer();
    png.writeUInt32BE(50_000, 16);
    png.writeUInt32BE(50_000, 20);
    const response = await worker.fetch(picturePath(await worker.store(png), { w: 9 }));
    expect(await problemOf(response)).toBe("image_too_large");
  });
});

describe("images 28: info", () => {
  test("both addresses tell what describeImage tells", async () => {
    const wanted = await describeImage(photo);
    const byPath = ImageInfo.parse(await (await worker.fetch(`/info/${id}`)).json());
    const byQuery = ImageInfo.parse(await (await worker.fetch(`/info?url=${id}`)).json());
    expect({ ok: true, value: byPath }).toEqual(wanted);
    expect(byQuery).toEqual(byPath);
    expect(byPath).toMatchObject({ id, width: 900, height: 600, orientation: 1 });
  });

  test("stored info is given back without decoding", async () => {
    const described = await describeImage(await sharp(photo).resize(300).jpeg().toBuffer());
    if (!described.ok) throw new Error("refused");
    const info = { ...described.value, dominantColor: "#123456" };
    const stored = await worker.store(Buffer.from("no picture at all"), {
      info: JSON.stringify(info),
    });
    expect(await (await worker.fetch(`/info/${stored}`)).json()).toEqual(info);
  });

  test("info that does not fit the contract is computed anew", async () => {
    const small = await sharp(photo).resize(310).jpeg().toBuffer();
    const stored = await worker.store(small, { info: '{"width":-1}' });
    const info = ImageInfo.parse(await (await worker.fetch(`/info/${stored}`)).json());
    expect([info.width, info.bytes]).toEqual([310, small.length]);
  });
});
