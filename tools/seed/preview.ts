/** Writes contact sheets of every picture: `npx node tools/seed/preview.ts <outDir> [--full]`. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { renderAll } from "@edgemart/demo-pictures/pictures";
import sharp, { type OverlayOptions } from "sharp";
import { categories, products } from "./catalog.ts";

const CELL = 300;
const COLUMNS = 12;
const [outDir, flag] = process.argv.slice(2);
if (!outDir) {
  console.error("usage: npx node tools/seed/preview.ts <outDir> [--full]");
  process.exit(2);
}
await mkdir(outDir, { recursive: true });
const cells = new Map<string, OverlayOptions[]>(categories.map(({ slug }) => [slug, []]));
let renderMs = 0;
let count = 0;
let mark = performance.now();
for await (const { product, name, bytes } of renderAll(products)) {
  renderMs += performance.now() - mark;
  count += 1;
  if (flag === "--full") await writeFile(join(outDir, `${name}.jpg`), bytes);
  const row = cells.get(product.categorySlug) ?? [];
  row.push({
    input: await sharp(bytes).resize(CELL, CELL).jpeg({ quality: 88 }).toBuffer(),
    left: (row.length % COLUMNS) * CELL,
    top: Math.floor(row.length / COLUMNS) * CELL,
  });
  mark = performance.now();
}
for (const [slug, row] of cells) {
  const height = Math.ceil(row.length / COLUMNS) * CELL;
  await sharp({ create: { width: COLUMNS * CELL, height, channels: 3, background: "#ffffff" } })
    .composite(row)
    .png()
    .toFile(join(outDir, `sheet-${slug}.png`));
}
console.log(
  `${count} pictures, ${Math.round(renderMs)} ms waiting for pictures, sheets in ${outDir}`,
);
