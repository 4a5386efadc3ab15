/** The demo shop's finished pictures, as `npm run pictures` drew them and as they are in git (decision 0026). */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ImageInfo } from "@edgemart/contracts/images";
import { ROOT } from "../run-command.ts";
import type { Bilingual } from "../seed/types.ts";

/** Holds `<id>.webp` for each picture, and the manifest. */
export const FOLDER = join(ROOT, "packages/demo-pictures/finished");
/** The list of finished pictures. */
export const MANIFEST = join(FOLDER, "manifest.json");

/** One picture of a product; its bytes are in `<id>.webp`, the id is their SHA-256. */
export interface SeedPicture {
  slug: string;
  alt: Bilingual;
  info: ImageInfo & { id: string };
}

/** What is in the folder, and from which state of the drawings it was made. */
export interface Manifest {
  /** 16 hex digits; a test compares them with the sources. */
  state: string;
  pictures: SeedPicture[];
}

/** Lists the finished pictures, two of each product, in the order of the catalog. */
export async function finishedPictures(): Promise<SeedPicture[]> {
  return (JSON.parse(await readFile(MANIFEST, "utf8")) as Manifest).pictures;
}

/** Reads the bytes of a picture. */
export function bytesOf({ info }: SeedPicture): Promise<Buffer> {
  return readFile(join(FOLDER, `${info.id}.webp`));
}
