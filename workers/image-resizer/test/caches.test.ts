import { createHash } from "node:crypto";
import { connect } from "node:net";
import { picturePath } from "@edgemart/contracts/images";
import { Response as WorkerResponse } from "miniflare";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scene } from "./pictures.ts";
import { type RunningWorker, startWorker } from "./worker.ts";

const ORIGIN = "https://images.example.com";
let worker: RunningWorker;
let photo: Buffer;
let id: string;
/** Requests that reached the origin, by path. */
const asked = new Map<string, number>();

beforeAll(async () => {
  photo = await sharp(await scene(600, 400))
    .jpeg()
    .toBuffer();
  worker = await startWorker({
    vars: { IMAGE_ORIGINS: "images.example.com" },
    outside: async (request) => {
      const { pathname } = new URL(request.url);
      asked.set(pathname, (asked.get(pathname) ?? 0) + 1);
      await new Promise((resolve) => setTimeout(resolve, 150));
      return new WorkerResponse(photo);
    },
  });
  id = await worker.store(photo);
});
afterAll(() => worker.stop());

const foreign = (path: string, more = "") =>
  `/?w=50&url=${encodeURIComponent(`${ORIGIN}${path}`)}${more}`;

async function tierOf(path: string): Promise<string | null> {
  const response = await worker.fetch(path);
  await response.arrayBuffer();
  expect(response.status).toBe(200);
  return response.headers.get("x-cache");
}

/** Waits for writes that end after the response. */
async function until(check: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100 && !(await check()); attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("images 23, 26, 47: caches", () => {
  test("an answer is kept in R2 under source and canonical parameters, with its tag", async () => {
    const response = await worker.fetch(picturePath(id, { w: 50, h: 40, fit: "fill" }));
    const bucket = await worker.miniflare.getR2Bucket("DERIVATIVES");
    const key = `d/${id}/fit=fill,h=40,w=50`;
    await until(async () => (await bucket.head(key)) !== null);
    const object = await bucket.get(key);
    expect(object?.httpMetadata?.contentType).toBe("image/webp");
    expect(object?.customMetadata?.etag).toBe(response.headers.get("etag"));
    expect(Buffer.from((await object?.arrayBuffer()) ?? [])).toEqual(
      Buffer.from(await response.arrayBuffer()),
    );
  });

  test("a second isolate finds it in the data centre's cache, a second data centre in R2", async () => {
    const path = picturePath(id, { w: 51 });
    const first = await worker.fetch(path);
    const wanted = Buffer.from(await first.arrayBuffer());
    const bucket = await worker.miniflare.getR2Bucket("DERIVATIVES");
    await until(async () => (await bucket.head(`d/${id}/w=51`)) !== null);
    await worker.renewIsolate();
    const second = await worker.fetch(path);
    expect(second.headers.get("x-cache")).toBe("L1");
    expect(second.headers.get("content-length")).toBe(String(wanted.length));
    expect(Buffer.from(await second.arrayBuffer())).toEqual(wanted);
    await worker.renewIsolate();
    await worker.miniflare.purgeCache();
    const third = await worker.fetch(path);
    expect(third.headers.get("x-cache")).toBe("L2");
    expect(third.headers.get("etag")).toBe(first.headers.get("etag"));
    expect(Buffer.from(await third.arrayBuffer())).toEqual(wanted);
    expect(await tierOf(path)).toBe("L0");
  });

  test("answers too large for memory are streamed from the data centre's cache, and HEAD has no body", async () => {
    const path = picturePath(id, { w: 600, f: "png" });
    const first = Buffer.from(await (await worker.fetch(path)).arrayBuffer());
    expect(first.length).toBeGreaterThan(64 * 1024);
    await until(async () => (await tierOf(path)) === "L1");
    const again = await worker.fetch(path);
    expect(again.headers.get("content-length")).toBe(String(first.length));
    expect(Buffer.from(await again.arrayBuffer())).toEqual(first);
    const head = await worker.fetch(path, { method: "HEAD" });
    expect([head.headers.get("content-length"), (await head.arrayBuffer()).byteLength]).toEqual([
      String(first.length),
      0,
    ]);
    const etag = again.headers.get("etag") ?? "";
    const known = await worker.fetch(path, { headers: { "if-none-match": etag } });
    expect([known.status, known.headers.get("x-cache")]).toEqual([304, "L1"]);
  });

  test("what the data centre's cache holds cannot be asked for from outside", async () => {
    const path = picturePath(id, { w: 52 });
    await tierOf(path);
    for (const inner of ["/_answers/1", "/_answers/1/d"]) {
      expect((await worker.fetch(`${inner}/${id}/w=52`)).status).toBe(404);
    }
  });

  test("a foreign picture is kept for a day, with a version for ever", async () => {
    const day = await worker.fetch(foreign("/day.jpg"));
    expect(day.headers.get("cache-control")).toBe(
      "public, max-age=86400, stale-while-revalidate=604800",
    );
    expect(day.headers.get("content-disposition")).toBe('inline; filename="day.webp"');
    const ever = await worker.fetch(foreign("/day.jpg", "&v=1"));
    expect(ever.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });

  test("a stored foreign picture older than a day is made anew", async () => {
    const path = foreign("/old.jpg");
    await tierOf(path);
    const bucket = await worker.miniflare.getR2Bucket("DERIVATIVES");
    const key = `d/${createHash("sha256").update(`${ORIGIN}/old.jpg`).digest("hex")}/w=50`;
    await until(async () => (await bucket.head(key)) !== null);
    const object = await bucket.get(key);
    const madeAt = String(Date.now() - 86_401_000);
    await bucket.put(key, (await object?.arrayBuffer()) ?? "", {
      httpMetadata: object?.httpMetadata ?? {},
      customMetadata: { ...object?.customMetadata, madeAt },
    });
    await worker.renewIsolate();
    await worker.miniflare.purgeCache();
    expect(await tierOf(path)).toBe("MISS");
    expect(asked.get("/old.jpg")).toBe(2);
  });
});

describe("images 45, 46: many requests for one missing picture", () => {
  test("30 at once ask the origin once and get the same bytes", async () => {
    const path = foreign("/herd.jpg");
    const responses = await Promise.all(Array.from({ length: 30 }, () => worker.fetch(path)));
    const bodies = await Promise.all(responses.map((response) => response.arrayBuffer()));
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(bodies.map((body) => Buffer.from(body).toString("base64"))).size).toBe(1);
    expect(asked.get("/herd.jpg")).toBe(1);
  });

  test("a leader whose client disconnects leaves no one waiting", async () => {
    const path = foreign("/gone.jpg");
    const { port } = new URL(worker.url);
    const leader = connect(Number(port), "127.0.0.1");
    leader.on("error", () => undefined);
    leader.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await until(async () => asked.has("/gone.jpg"));
    const followers = Array.from({ length: 5 }, () => worker.fetch(path));
    // Answered after the followers were taken in.
    await worker.fetch("/health");
    leader.resetAndDestroy();
    for (const response of await Promise.all(followers)) {
      expect(response.status).toBe(200);
      await response.arrayBuffer();
    }
    // They took the leader's bytes: no one else asked, and a follower whose leader is lost gets 503.
    expect(asked.get("/gone.jpg")).toBe(1);
  });

  test("more than the queue holds are turned away with 503 image_busy, and told when to come back", async () => {
    const path = foreign("/crowd.jpg");
    const responses = await Promise.all(Array.from({ length: 120 }, () => worker.fetch(path)));
    const busy = responses.filter(({ status }) => status === 503);
    expect(busy.length).toBeGreaterThan(0);
    expect(responses.length - busy.length).toBeGreaterThanOrEqual(60);
    for (const response of busy) {
      expect(response.headers.get("retry-after")).toBe("2");
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(await response.json()).toMatchObject({ code: "image_busy", retryable: true });
    }
    expect(asked.get("/crowd.jpg")).toBe(1);
    expect(await tierOf(path)).toBe("L0");
  });
});
