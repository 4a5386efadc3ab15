/** The sources of the benchmark: one scene in the sizes and types a shop uploads, and copies that are other files to every cache. */
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { scene } from "../../workers/image-resizer/test/pictures.ts";

export interface Source {
  /** Also the stem of its file. */
  name: string;
  what: string;
  extension: string;
  bytes: Buffer;
}

const KINDS: [name: string, what: string, width: number, height: number, type: Type][] = [
  ["jpeg-12", "JPEG, 12 MP", 4000, 3000, "jpeg"],
  ["jpeg-6", "JPEG, 6 MP", 3000, 2000, "jpeg"],
  ["jpeg-2", "JPEG, 2 MP", 1600, 1200, "jpeg"],
  ["jpeg-06", "JPEG, 0.6 MP", 900, 600, "jpeg"],
  ["progressive-6", "progressive JPEG, 6 MP", 3000, 2000, "progressive"],
  ["png-6", "PNG, 6 MP", 3000, 2000, "png"],
  ["webp-6", "WebP, 6 MP", 3000, 2000, "webp"],
];
type Type = "jpeg" | "progressive" | "png" | "webp";

/** Makes what is missing in the folder; the same pixels on every machine. */
export async function makeSources(folder: string): Promise<Source[]> {
  await mkdir(folder, { recursive: true });
  const sources: Source[] = [];
  for (const [name, what, width, height, type] of KINDS) {
    const extension = type === "progressive" || type === "jpeg" ? "jpg" : type;
    const path = join(folder, `${name}.${extension}`);
    if (!existsSync(path)) await writeFile(path, await encoded(await scene(width, height), type));
    sources.push({ name, what, extension, bytes: await readFile(path) });
  }
  return sources;
}

function encoded(scene: Buffer, type: Type): Promise<Buffer> {
  const picture = sharp(scene);
  switch (type) {
    case "jpeg":
      return picture.jpeg({ quality: 85 }).toBuffer();
    case "progressive":
      return picture.jpeg({ quality: 85, progressive: true }).toBuffer();
    case "png":
      return picture.png().toBuffer();
    case "webp":
      return picture.webp({ quality: 85 }).toBuffer();
  }
}

/** The n-th copy: the same picture with a tail that no decoder reads and every hash sees. */
export function copyOf(source: Source, n: number): Buffer {
  // A RIFF says its length, and what comes after it is no part of it; behind IEND and EOI neither.
  return Buffer.concat([source.bytes, Buffer.from(`copy ${String(n).padStart(4, "0")}`)]);
}
