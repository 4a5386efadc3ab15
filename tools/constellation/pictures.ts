/** The demo shop's pictures on disk: rendered once per state of their code, described as the image Worker describes uploads. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ImageInfo } from "@edgemart/contracts/images";
import { renderAll } from "@edgemart/demo-pictures/pictures";
import { describeImage } from "../../workers/image-resizer/src/deps/node.ts";
import { products } from "../seed/catalogue.ts";
import type { Bilingual } from "../seed/types.ts";
import { dropOlder } from "./drop-older.ts";
import { withLock } from "./file-lock.ts";
import { fingerprint } from "./fingerprint.ts";

/** One rendered picture; its bytes stand in `<folder>/<id>.jpg`. */
export interface SeedPicture {
  slug: string;
  alt: Bilingual;
  info: ImageInfo & { id: string };
}

export interface SeedPictures {
  folder: string;
  pictures: SeedPicture[];
}

/** Two pictures each: one plain, one styled. */
const PER_PRODUCT = 2;
/** What draws a picture, and what describes it: the rest of image-resizer serves and leaves these as they are. */
const SOURCES = [
  "tools/seed",
  "packages/demo-pictures",
  ...["core", "verbs", "adapters", "deps/node.ts"].map(
    (each) => `workers/image-resizer/src/${each}`,
  ),
  "workers/image-resizer/kernels",
];
/** Their versions decide about bytes too. */
const PACKAGES = ["sharp", "thumbhash", "imagescript", "@jsquash/png", "@jsquash/webp"];

/** Gives the pictures, rendering them when their code has changed. */
export async function ensurePictures(
  root: string,
  cacheDir: string,
  onProgress: (line: string) => void,
  signal?: AbortSignal,
): Promise<SeedPictures> {
  const folder = join(cacheDir, "pictures", await stateOfPictures(root));
  const manifest = join(folder, "manifest.json");
  return withLock(join(cacheDir, "pictures.lock"), async () => {
    if (!existsSync(manifest)) {
      await mkdir(folder, { recursive: true });
      const begun = performance.now();
      const pictures = await renderInto(folder, signal);
      await writeFile(`${manifest}.draft`, JSON.stringify(pictures));
      await rename(`${manifest}.draft`, manifest);
      await dropOlder(join(cacheDir, "pictures"), /^[0-9a-f]{16}$/);
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      onProgress(`rendered ${pictures.length} product pictures in ${seconds} s`);
    }
    return { folder, pictures: JSON.parse(await readFile(manifest, "utf8")) as SeedPicture[] };
  });
}

async function stateOfPictures(root: string): Promise<string> {
  const lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { version?: string }>;
  };
  const versions = Object.entries(lock.packages)
    .filter(([path]) => PACKAGES.some((name) => path.endsWith(`node_modules/${name}`)))
    .map(([path, { version }]) => `${path} ${version}`);
  const hash = createHash("sha256").update(await fingerprint(root, SOURCES));
  return hash.update(versions.sort().join("\n")).digest("hex").slice(0, 16);
}

async function renderInto(folder: string, signal?: AbortSignal): Promise<SeedPicture[]> {
  const pictures: SeedPicture[] = [];
  for await (const { product, alt, bytes } of renderAll(products, { perProduct: PER_PRODUCT })) {
    signal?.throwIfAborted();
    const described = await describeImage(bytes);
    if (!described.ok) throw new Error(`a picture of ${product.slug} cannot be described`);
    await writeFile(join(folder, `${described.value.id}.jpg`), bytes);
    pictures.push({ slug: product.slug, alt, info: described.value });
  }
  return pictures;
}
