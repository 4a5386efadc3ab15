/** Pictures of the demo shop: vector scenes written by code, rasterised by sharp; deterministic. */
import sharp from "sharp";
import { compose, SCENES, type Scene } from "./drawing/scenes.ts";
import type { Bilingual, Pictured } from "./types.ts";

export interface ProductPicture {
  /** File name stem, unique in the shop: `<slug>-<n>-<scene>`. */
  readonly name: string;
  readonly alt: Bilingual;
  /** Writes the scene; the same text every time. */
  svg(): string;
}

export interface RenderedPicture<P extends Pictured> {
  readonly product: P;
  /** Position in the product's gallery, from 0. */
  readonly index: number;
  readonly name: string;
  readonly alt: Bilingual;
  readonly bytes: Buffer;
}

export interface RenderOptions {
  /** Called after each picture with the number done and the number of all. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Pictures rendered at once; default 2. */
  readonly concurrency?: number;
  /** Pictures of each product, 1 … 3; default 3. */
  readonly perProduct?: number;
}

const CAPTIONS: Record<Scene, (title: Bilingual) => Bilingual> = {
  hero: ({ ko, en }) => ({ ko: `${ko} 정면`, en: `${en}, on a plain studio ground` }),
  setting: ({ ko, en }) => ({ ko: `${ko} 연출 컷`, en: `${en}, styled with companions` }),
  detail: ({ ko, en }) => ({ ko: `${ko} 디테일`, en: `${en}, close up` }),
};

/** Lists the pictures of a product, the hero first. */
export function picturesOf(product: Pictured): ProductPicture[] {
  return SCENES.map((scene, index) => ({
    name: `${product.slug}-${index + 1}-${scene}`,
    alt: CAPTIONS[scene](product.title),
    svg: () => compose(product, scene),
  }));
}

/** Rasterises a scene to a 1600 × 1600 WebP: a third of the bytes that a JPEG of the same look has. */
export function renderPicture(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg)).removeAlpha().webp({ quality: 80 }).toBuffer();
}

/** Renders all pictures of the products, in order, a few at once and never more in memory. */
export async function* renderAll<P extends Pictured>(
  products: readonly P[],
  { onProgress, concurrency = 2, perProduct = SCENES.length }: RenderOptions = {},
): AsyncGenerator<RenderedPicture<P>> {
  const jobs = products.flatMap((product) =>
    picturesOf(product)
      .slice(0, perProduct)
      .map((picture, index) => ({ product, picture, index })),
  );
  const running: Promise<RenderedPicture<P>>[] = [];
  let next = 0;
  const start = (): void => {
    const job = jobs[next++];
    if (!job) return;
    const { product, picture, index } = job;
    const rendered = renderPicture(picture.svg()).then((bytes) => ({
      product,
      index,
      name: picture.name,
      alt: picture.alt,
      bytes,
    }));
    // A failure surfaces when the consumer reaches this picture; until then it must not count as unhandled.
    rendered.catch(() => undefined);
    running.push(rendered);
  };
  for (let slot = 0; slot < concurrency; slot++) start();
  for (let done = 1; done <= jobs.length; done++) {
    const rendered = await running.shift();
    if (!rendered) return;
    start();
    onProgress?.(done, jobs.length);
    yield rendered;
  }
}
