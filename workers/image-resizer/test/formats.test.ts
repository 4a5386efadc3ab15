import { picturePath } from "@edgemart/contracts/images";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { psnr, scene } from "./pictures.ts";
import { type RunningWorker, startWorker } from "./worker.ts";

let worker: RunningWorker;
let lonely: RunningWorker;
let photo: Buffer;
beforeAll(async () => {
  [worker, lonely] = await Promise.all([
    startWorker({ vars: { IMAGE_AVIF: "auto" } }),
    startWorker({ withoutAvif: true }),
  ]);
  photo = await sharp(await scene(300, 200))
    .jpeg({ quality: 95 })
    .toBuffer();
});
afterAll(() => Promise.all([worker.stop(), lonely.stop()]));

type Size = Parameters<typeof picturePath>[1];
async function ask(from: RunningWorker, bytes: Buffer, size: Size, accept = "*/*") {
  const path = picturePath(await from.store(bytes), size);
  const response = await from.fetch(path, { headers: { accept } });
  const type = response.headers.get("content-type");
  return { response, type, body: Buffer.from(await response.arrayBuffer()) };
}
const rgb = (bytes: Buffer, width: number) =>
  sharp(bytes, { page: 0, autoOrient: true })
    .resize(width)
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    .raw()
    .toBuffer();

describe("images 4, 19: AVIF, by a Worker of its own", () => {
  test("f=avif is what comes, smaller than WebP, and looks like the source", async () => {
    const made = await ask(worker, photo, { w: 150, f: "avif" });
    expect([made.response.status, made.type]).toEqual([200, "image/avif"]);
    expect((await sharp(made.body).metadata()).format).toBe("heif");
    expect(psnr(await rgb(made.body, 150), await rgb(photo, 150))).toBeGreaterThan(30);
    expect(made.response.headers.get("content-disposition")).toContain(".avif");
  });

  test("with auto the first viewer has WebP for a day at most, the next one AVIF; others never", async () => {
    const size = { w: 140, f: "auto" } as const;
    const modern = "image/avif,image/webp,*/*";
    const first = await ask(worker, photo, size, modern);
    expect([first.type, first.response.headers.get("vary")]).toEqual(["image/webp", "Accept"]);
    expect(first.response.headers.get("cache-control")).toContain("max-age=86400");
    await expect
      .poll(async () => (await ask(worker, photo, size, modern)).type, { timeout: 20_000 })
      .toBe("image/avif");
    const later = await ask(worker, photo, size, modern);
    expect(later.response.headers.get("cache-control")).toContain("immutable");
    expect((await ask(worker, photo, size, "image/webp")).type).toBe("image/webp");
    expect((await ask(worker, photo, size, "image/png")).type).toBe("image/jpeg");
  });

  test("where policy says so only when asked, Accept alone changes nothing", async () => {
    expect((await ask(lonely, photo, { w: 90, f: "auto" }, "image/avif,image/webp")).type).toBe(
      "image/webp",
    );
  });

  test("without that Worker, WebP comes instead; its sources are 503", async () => {
    expect((await ask(lonely, photo, { w: 91, f: "avif" })).type).toBe("image/webp");
    const source = await sharp(photo).avif().toBuffer();
    expect((await ask(lonely, source, { w: 91 })).response.status).toBe(503);
  });

  test("an AVIF source is read, turned as its boxes say, and kept within 6 megapixels", async () => {
    const source = await sharp(photo).avif({ quality: 80 }).toBuffer();
    const made = await ask(worker, source, { w: 150, f: "png" });
    expect(psnr(await rgb(made.body, 150), await rgb(source, 150))).toBeGreaterThan(35);
    const clear = await sharp(photo).ensureAlpha(0.5).avif().toBuffer();
    const kept = await ask(worker, clear, { w: 50, f: "png" });
    expect((await sharp(kept.body).metadata()).hasAlpha).toBe(true);
    const large = Buffer.from(source);
    const ispe = large.indexOf("ispe");
    large.writeUInt32BE(9_000, ispe + 8);
    large.writeUInt32BE(9_000, ispe + 12);
    expect((await ask(worker, large, { w: 50 })).response.status).toBe(413);
    const lying = Buffer.from(source);
    lying.writeUInt32BE(299, ispe + 8);
    expect((await ask(worker, lying, { w: 50 })).response.status).toBe(422);
    expect(
      (await ask(worker, source.subarray(0, source.length - 600), { w: 50 })).response.status,
    ).toBe(422);
  });

  test("info of an AVIF is that of any picture", async () => {
    const id = await worker.store(await sharp(photo).avif().toBuffer());
    expect(await (await worker.fetch(`/info/${id}`)).json()).toMatchObject({
      id,
      type: "image/avif",
      width: 300,
      height: 200,
    });
  });
});

describe("images 18, 35: GIF", () => {
  test("its first frame is a picture; the animation passes untouched when asked for", async () => {
    const pixels = Buffer.alloc(8 * 16 * 3, 9).fill(200, 8 * 8 * 3);
    const raw = { width: 8, height: 16, channels: 3, pageHeight: 8 } as const;
    const source = await sharp(pixels, { raw })
      .gif({ delay: [100, 100] })
      .toBuffer();
    const still = await ask(worker, source, { w: 8, f: "png" });
    expect(await sharp(still.body).metadata()).toMatchObject({
      width: 8,
      height: 8,
      format: "png",
    });
    expect((await sharp(still.body).raw().toBuffer())[0]).toBe(9);
    const moving = await ask(worker, source, { w: 3, f: "gif" });
    expect(moving.type).toBe("image/gif");
    expect(moving.body).toEqual(source);
  });

  test("what is no GIF comes as WebP when GIF is asked for", async () => {
    expect((await ask(worker, photo, { w: 30, f: "gif" })).type).toBe("image/webp");
  });
});
