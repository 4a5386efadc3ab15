/** `npm run pictures`: draws the demo shop's pictures anew and writes them, finished and described, into packages/demo-pictures. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { renderAll } from "@edgemart/demo-pictures/pictures";
import { describeImage } from "../workers/image-resizer/src/deps/node.ts";
import { fingerprint } from "./constellation/fingerprint.ts";
import { FOLDER, MANIFEST, type Manifest, type SeedPicture } from "./constellation/pictures.ts";
import { ROOT } from "./run-command.ts";
import { products } from "./seed/catalog.ts";

/** Two pictures of each product: one plain, one styled. */
const PER_PRODUCT = 2;

/** Digests what the pictures are made from: the drawings, and the products as far as they are drawn. @returns 16 hex digits */
export async function stateOfPictures(): Promise<string> {
  const drawn = products.map(({ slug, categorySlug, title, hues }) => ({
    ...{ slug, categorySlug, title, hues },
  }));
  const hash = createHash("sha256").update(await fingerprint(ROOT, ["packages/demo-pictures/src"]));
  return hash
    .update(JSON.stringify([PER_PRODUCT, drawn]))
    .digest("hex")
    .slice(0, 16);
}

/** Draws, encodes and describes all; writes what is new and removes what no product shows any more. */
async function main(): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const pictures: SeedPicture[] = [];
  for await (const { product, alt, bytes } of renderAll(products, { perProduct: PER_PRODUCT })) {
    const described = await describeImage(bytes);
    if (!described.ok) throw new Error(`a picture of ${product.slug} cannot be described`);
    const file = join(FOLDER, `${described.value.id}.webp`);
    if (!existsSync(file)) await writeFile(file, bytes);
    pictures.push({ slug: product.slug, alt, info: described.value });
  }
  const named = new Set(pictures.map(({ info }) => `${info.id}.webp`));
  for (const name of await readdir(FOLDER)) {
    if (name.endsWith(".webp") && !named.has(name)) await rm(join(FOLDER, name));
  }
  const state = await stateOfPictures();
  const lines = pictures.map((picture) => `    ${JSON.stringify(picture)}`);
  const before = await readFile(MANIFEST, "utf8").catch(() => "");
  const text = `{\n  "state": "${state}",\n  "pictures": [\n${lines.join(",\n")}\n  ]\n}\n`;
  if (text !== before) await writeFile(MANIFEST, text);
  const { pictures: all } = JSON.parse(text) as Manifest;
  console.log(`${all.length} pictures of ${products.length} products in ${FOLDER}`);
}

if (import.meta.main) await main();
