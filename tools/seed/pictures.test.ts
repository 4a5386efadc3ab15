import { createHash } from "node:crypto";
import { looks } from "@edgemart/demo-pictures/drawing/things/index";
import { picturesOf, renderAll, renderPicture } from "@edgemart/demo-pictures/pictures";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { products } from "./catalog.ts";

const sha256 = (bytes: Buffer | string): string => createHash("sha256").update(bytes).digest("hex");

describe("the pictures", () => {
  test("exist for exactly the products of the catalog", () => {
    expect(Object.keys(looks).sort()).toEqual(products.map(({ slug }) => slug).sort());
  });

  test("are at least two for each product, all distinct, well formed and without text", () => {
    const seen = new Set<string>();
    for (const [number, product] of products.entries()) {
      const pictures = picturesOf(product);
      expect(pictures.length).toBeGreaterThanOrEqual(2);
      for (const picture of pictures) {
        const svg = picture.svg();
        expect(svg, picture.name).not.toMatch(/NaN|undefined|Infinity|<text|<filter/);
        if (number % 8 === 0) expect(svg, picture.name).toBe(picture.svg());
        seen.add(sha256(svg));
      }
    }
    expect(seen.size).toBe(products.length * 3);
  }, 60_000);

  test("come out byte for byte the same, 1600 pixels square, as WebP", async () => {
    const [picture] = picturesOf(products[0] ?? expect.fail("no products"));
    const svg = picture?.svg() ?? "";
    const [one, two] = await Promise.all([renderPicture(svg), renderPicture(svg)]);
    expect(sha256(one)).toBe(sha256(two));
    const { width, height, format } = await sharp(one).metadata();
    expect({ width, height, format }).toEqual({ width: 1600, height: 1600, format: "webp" });
  });

  test("arrive in order with their progress", async () => {
    const steps: number[] = [];
    const names: string[] = [];
    const options = { perProduct: 2, onProgress: (done: number) => steps.push(done) };
    for await (const { name } of renderAll(products.slice(0, 2), options)) names.push(name);
    expect(steps).toEqual([1, 2, 3, 4]);
    expect(names).toEqual(
      products.slice(0, 2).flatMap((p) =>
        picturesOf(p)
          .slice(0, 2)
          .map(({ name }) => name),
      ),
    );
  });
});
