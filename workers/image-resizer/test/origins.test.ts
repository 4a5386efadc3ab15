import { IMAGE_BYTES_MAX } from "@edgemart/contracts/images";
import { Response as WorkerResponse } from "miniflare";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningWorker, startWorker } from "./worker.ts";

const HOST = "images.example.com";
let worker: RunningWorker;
let picture: Buffer;
/** What reached the outside, in order. */
const seen: { url: string; headers: Record<string, string> }[] = [];
/** Bytes an endless origin gave before it was stopped. */
let poured = 0;

beforeAll(async () => {
  const swatch = { create: { width: 50, height: 40, channels: 3, background: "#336699" } } as const;
  picture = await sharp(swatch).png().toBuffer();
  worker = await startWorker({
    vars: { IMAGE_ORIGINS: `${HOST}, mirror.example.com` },
    outside: (request) => {
      seen.push({ url: request.url, headers: Object.fromEntries(request.headers) });
      return answer(new URL(request.url));
    },
  });
});
afterAll(() => worker.stop());

function answer({ pathname, searchParams }: URL): WorkerResponse | Promise<WorkerResponse> {
  const redirect = (location: string) =>
    new WorkerResponse(null, { status: 302, headers: { location } });
  switch (pathname) {
    case "/ok.png":
    case "/final.png":
      return new WorkerResponse(picture, { headers: { "content-type": "text/html" } });
    case "/hop": {
      const left = Number(searchParams.get("left"));
      return redirect(left > 1 ? `/hop?left=${left - 1}` : "https://mirror.example.com/final.png");
    }
    case "/to":
      return redirect(searchParams.get("target") ?? "");
    case "/nowhere":
      return new WorkerResponse(null, { status: 302 });
    case "/gone":
      return new WorkerResponse(null, { status: 410 });
    case "/missing":
      return new WorkerResponse(null, { status: 404 });
    case "/broken":
      return new WorkerResponse("no", { status: 500 });
    case "/page":
      return new WorkerResponse("<html></html>", { headers: { "content-type": "image/png" } });
    case "/endless":
      return new WorkerResponse(endless());
    case "/declared":
      return new WorkerResponse(Buffer.alloc(IMAGE_BYTES_MAX + 1));
    case "/slow":
      return new Promise((resolve) => setTimeout(resolve, 9000, new WorkerResponse(picture)));
    case "/drip":
      return new WorkerResponse(drip());
    default:
      throw new Error(pathname);
  }
}

function endless(): ReadableStream<Uint8Array> {
  const chunk = new Uint8Array(256 * 1024);
  return new ReadableStream({
    async pull(controller) {
      poured += chunk.length;
      controller.enqueue(chunk.slice());
      if (poured > 200 * 1024 * 1024) controller.close();
      await new Promise((resolve) => setTimeout(resolve, 1));
    },
  });
}

function drip(): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      controller.enqueue(new Uint8Array(picture.subarray(at, at + 1)));
      at += 1;
    },
  });
}

function ask(path: string, init?: RequestInit): Promise<Response> {
  return worker.fetch(`/?w=20&url=${encodeURIComponent(`https://${HOST}${path}`)}`, init);
}
async function codeOf(path: string): Promise<string> {
  const response = await ask(path);
  const { code } = (await response.json()) as { code: string };
  return `${response.status} ${code}`;
}

describe("images 32, 36, 37, 40, 41, 43, 44: foreign sources", () => {
  test("the bytes decide, not the origin's Content-Type or name", async () => {
    const response = await ask("/ok.png");
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/webp"]);
    expect(await codeOf("/page")).toBe("415 image_type_unsupported");
  });

  test("nothing of the client's request is passed on", async () => {
    seen.length = 0;
    const headers = { cookie: "a=b", authorization: "Bearer x", "x-forwarded-for": "1.2.3.4" };
    await ask("/ok.png?fresh=1", { headers });
    expect(seen).toHaveLength(1);
    const sent = Object.keys(seen[0]?.headers ?? {});
    for (const name of ["cookie", "authorization", "x-forwarded-for"])
      expect(sent).not.toContain(name);
  });

  test("three redirects are followed, four are not", async () => {
    expect((await ask("/hop?left=3")).status).toBe(200);
    expect(await codeOf("/hop?left=4")).toBe("502 image_origin_failed");
  });

  test.each([
    "https://evil.example.com/ok.png",
    "http://images.example.com/ok.png",
    "https://169.254.169.254/latest/meta-data",
    "https://images.example.com:8443/ok.png",
    "https://u:p@images.example.com/ok.png",
    "https://[::1]/ok.png",
    "file:///etc/passwd",
    "//evil.example.com/ok.png",
  ])("a redirect to %s is never fetched", async (target) => {
    seen.length = 0;
    expect(await codeOf(`/to?target=${encodeURIComponent(target)}`)).toBe(
      "502 image_origin_failed",
    );
    expect(seen).toHaveLength(1);
  });

  test("a forbidden source is refused without a fetch", async () => {
    seen.length = 0;
    const url = encodeURIComponent("https://evil.example.com/ok.png");
    const response = await worker.fetch(`/?url=${url}`);
    expect(await response.json()).toMatchObject({ code: "image_source_forbidden", status: 400 });
    expect((await worker.fetch(`/info?url=${url}`)).status).toBe(400);
    expect(seen).toHaveLength(0);
  });

  test("the origin's answers become ours: missing, failed, lost", async () => {
    expect(await codeOf("/missing")).toBe("404 image_not_found");
    expect(await codeOf("/gone")).toBe("404 image_not_found");
    expect(await codeOf("/broken")).toBe("502 image_origin_failed");
    expect(await codeOf("/nowhere")).toBe("502 image_origin_failed");
  });

  test("20 MB are the end, declared or counted, and the rest is not taken", async () => {
    expect(await codeOf("/declared")).toBe("413 image_too_large");
    expect(await codeOf("/endless")).toBe("413 image_too_large");
    // The local runtime reads ahead of the Worker, a busy machine further; an origin read to its end gives 200 MB.
    expect(poured).toBeLessThan(4 * IMAGE_BYTES_MAX);
  });

  test("7 s are the end, for the first byte as for the last, and nobody else waits for them", async () => {
    const begun = Date.now();
    const slow = Promise.all([codeOf("/slow"), codeOf("/drip")]);
    expect((await ask("/ok.png?meanwhile=1")).status).toBe(200);
    expect(Date.now() - begun).toBeLessThan(3000);
    expect(await slow).toEqual(["504 image_origin_timeout", "504 image_origin_timeout"]);
    expect(Date.now() - begun).toBeLessThan(9000);
  });

  test("info of a foreign picture has no id", async () => {
    const url = encodeURIComponent(`https://${HOST}/ok.png`);
    const info = await (await worker.fetch(`/info?url=${url}`)).json();
    expect(info).toMatchObject({
      id: null,
      type: "image/png",
      width: 50,
      height: 40,
      bytes: picture.length,
      dominantColor: "#336699",
    });
  });
});
