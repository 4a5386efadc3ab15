/** Makes a shop large: products by combination, in addition to the demo catalog, with the pictures that are there already. */
import { withAdmin } from "../admin-client.ts";
import { brands, categories, products, scaled } from "../seed/catalog.ts";
import { loadCatalog } from "./catalog.ts";
import type { RenderedPicture } from "./product-rows.ts";

/**
 * Loads `count` products; those of an earlier run stay as they are.
 *
 * @param adminUrl the owner's connection string
 * @returns how many are new
 */
export async function loadScaled(adminUrl: string, count: number): Promise<number> {
  const known = await picturesBySlug(adminUrl);
  const bases = products.map(({ slug }) => slug);
  const picturesOf = (slug: string) => {
    const base = bases.find((each) => slug.startsWith(`${each}-`));
    return (base && known.get(base)) || [];
  };
  const catalog = { categories, brands, products: scaled(count) };
  return (await loadCatalog(adminUrl, catalog, picturesOf)).products;
}

async function picturesBySlug(adminUrl: string): Promise<Map<string, RenderedPicture[]>> {
  const { rows } = await withAdmin(adminUrl, (client) =>
    client.query<{ slug: string; pictures: RenderedPicture[] }>(
      `SELECT p.slug, jsonb_agg(jsonb_build_object('sha256', m.picture_id, 'width', m.width, 'height', m.height,
                'thumbhash', m.thumbhash, 'alt', jsonb_build_object('ko', m.alt_ko, 'en', m.alt_en))
                ORDER BY m.position) AS pictures
         FROM catalog.product p JOIN catalog.product_media m ON m.product_id = p.id
        WHERE p.slug = ANY ($1) GROUP BY p.slug`,
      [products.map(({ slug }) => slug)],
    ),
  );
  return new Map(rows.map(({ slug, pictures }) => [slug, pictures]));
}
