/** The finished pictures in git are what the drawings and the catalog say. */
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { bytesOf, FOLDER, finishedPictures, MANIFEST } from "./constellation/pictures.ts";
import { stateOfPictures } from "./pictures.ts";
import { products } from "./seed/catalog.ts";

test("are of this state of the drawings; after a change: npm run pictures", async () => {
  const { default: manifest } = await import(MANIFEST, { with: { type: "json" } });
  expect((manifest as { state: string }).state).toBe(await stateOfPictures());
});

test("are two different ones of each product, 1600 pixels square", async () => {
  const pictures = await finishedPictures();
  expect(pictures.map(({ slug }) => slug)).toEqual(products.flatMap(({ slug }) => [slug, slug]));
  expect(new Set(pictures.map(({ info }) => info.id)).size).toBe(pictures.length);
  for (const { info } of pictures) {
    expect([info.type, info.width, info.height]).toEqual(["image/webp", 1600, 1600]);
  }
});

test("are named by their bytes, with no other file beside them, and keep a clone small", async () => {
  const pictures = await finishedPictures();
  let total = 0;
  for (const picture of pictures) {
    const bytes = await bytesOf(picture);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(picture.info.id);
    expect(bytes.length).toBe(picture.info.bytes);
    total += bytes.length;
  }
  const names = pictures.map(({ info }) => `${info.id}.webp`);
  expect((await readdir(FOLDER)).sort()).toEqual([...names, "manifest.json"].sort());
  // A clone stays under 30 MB with everything else in it.
  expect(total).toBeLessThan(20_000_000);
});
