import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { picturePath } from "@edgemart/contracts/images";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mutations, psnr, scene } from "./pictures.ts";
import { type RunningWorker, startWorker } from "./worker.ts";

/** Public test pictures that are not part of this repository; without them their tests are skipped. */
const FOLDER =
  process.env.EDGEMART_SHARED_IMAGES ?? join(import.meta.dirname, "../../../../shared/data/images");

function filesIn(name: string): string[] {
  const folder = join(FOLDER, name);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((file) => /\.(jpe?g|png)$/i.test(file));
}

const upright = scene(400, 240);
let worker: RunningWorker;
beforeAll(async () => {
  worker = await startWorker();
});
afterAll(() => worker.stop());

async function ask(bytes: Buffer, size: Parameters<typeof picturePath>[1]) {
  const response = await worker.fetch(picturePath(await worker.store(bytes), size));
  return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
}

async function rgb(bytes: Buffer, options: { width?: number; autoOrient?: boolean } = {}) {
  const picture = sharp(bytes, { autoOrient: options.autoOrient ?? false });
  const sized = options.width ? picture.resize({ width: options.width }) : picture;
  return sized
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
}

describe("images 15: orientation", () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "EXIF orientation %i is applied, in a crop too",
    async (orientation) => {
      const source = await sharp(await upright)
        .withMetadata({ orientation })
        .jpeg({ quality: 95 })
        .toBuffer();
      for (const size of [{ w: 100 }, { w: 60, h: 80 }]) {
        const made = await ask(source, { ...size, f: "png" });
        const wanted = await sharp(source, { autoOrient: true })
          .resize(size.w, "h" in size ? size.h : null)
          .raw()
          .toBuffer({ resolveWithObject: true });
        const ours = await rgb(made.body);
        expect([ours.info.width, ours.info.height]).toEqual([
          wanted.info.width,
          wanted.info.height,
        ]);
        expect(psnr(ours.data, wanted.data)).toBeGreaterThan(33);
      }
    },
  );

  const files = filesIn("exif");
  test.skipIf(files.length === 0)(
    "18 photographs of the EXIF corpus stand upright, as with sharp",
    async () => {
      expect(files.length).toBeGreaterThanOrEqual(16);
      for (const file of files) {
        const source = readFileSync(join(FOLDER, "exif", file));
        const made = await ask(source, { w: 160, f: "png" });
        const ours = await rgb(made.body);
        const wanted = await rgb(source, { width: 160, autoOrient: true });
        expect([file, ours.info.width, ours.info.height]).toEqual([file, 160, wanted.info.height]);
        expect(psnr(ours.data, wanted.data), file).toBeGreaterThan(35);
      }
    },
  );
});

describe("images 16: PngSuite", () => {
  const files = filesIn("pngsuite");
  const sound = files.filter((file) => !file.startsWith("x"));
  const corrupt = files.filter((file) => file.startsWith("x"));

  test.skipIf(sound.length === 0)("every sound file is decoded to what sharp sees", async () => {
    for (const file of sound) {
      const source = readFileSync(join(FOLDER, "pngsuite", file));
      const made = await ask(source, { f: "png" });
      expect([file, made.status]).toEqual([file, 200]);
      const [ours, wanted] = [await rgb(made.body), await rgb(source)];
      expect([file, ours.info.width, ours.info.height]).toEqual([
        file,
        wanted.info.width,
        wanted.info.height,
      ]);
      expect(psnr(ours.data, wanted.data), file).toBeGreaterThan(35);
    }
  });

  test.skipIf(corrupt.length === 0)(
    "every corrupt file is refused with 415 or 422 and harms nothing",
    async () => {
      const good = await sharp({ create: { width: 9, height: 9, channels: 3, background: "#123" } })
        .png()
        .toBuffer();
      for (const file of corrupt) {
        const { status, body } = await ask(readFileSync(join(FOLDER, "pngsuite", file)), { w: 20 });
        expect([415, 422], `${file}: ${status} ${body.subarray(0, 99)}`).toContain(status);
        expect((await ask(good, { w: 3 + corrupt.indexOf(file) })).status).toBe(200);
      }
    },
  );
});

describe("images 22, 66: mutated input", () => {
  test("files with random damage give a picture or a problem, and the Worker lives", async () => {
    const statuses = new Set<number>();
    const all = await mutations(process.env.EDGEMART_FULL === "1" ? 3_000 : 120);
    // The 10 000 of the long proof are made without a server, in codec-pool.test.ts.
    const lane = async (first: number) => {
      for (let at = first; at < all.length; at += 6) {
        const { status } = await ask(all[at] ?? Buffer.alloc(0), { w: 16 });
        statuses.add(status);
        expect([200, 413, 415, 422]).toContain(status);
      }
    };
    await Promise.all([0, 1, 2, 3, 4, 5].map(lane));
    expect([...statuses]).toEqual(expect.arrayContaining([200, 422]));
  });
});
