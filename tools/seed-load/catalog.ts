/** Loads the demo catalog into PostgreSQL: what is already there, edited or not, is left alone. */
import type pg from "pg";
import { withAdmin } from "../admin-client.ts";
import type {
  Bilingual,
  SeedBrand,
  SeedCategory,
  SeedProduct,
  SeedSynonyms,
} from "../seed/types.ts";
import { batches } from "./batches.ts";
import { type ProductRows, type RenderedPicture, rowsOf } from "./product-rows.ts";
import { seedId } from "./seed-id.ts";

/** What is loaded into an empty shop. */
export interface SeedCatalog {
  categories: readonly SeedCategory[];
  brands: readonly SeedBrand[];
  synonyms?: readonly SeedSynonyms[];
  /** Read once and in order: a generator may stream any number. */
  products: Iterable<SeedProduct> | AsyncIterable<SeedProduct>;
}

const PRODUCTS_PER_STATEMENT = 500;
const EPOCH = "2026-01-01T00:00:00.000Z";
const COLLECTIONS: { slug: string; title: Bilingual }[] = [
  { slug: "featured", title: { ko: "추천 상품", en: "Featured" } },
  { slug: "gift", title: { ko: "선물하기 좋은", en: "Gifts" } },
  { slug: "new", title: { ko: "새로 나온", en: "New arrivals" } },
];

/**
 * Loads categories, brands, products, variants, stock, media and collections.
 *
 * @param adminUrl   the owner's connection string
 * @param picturesOf rendered pictures of a product by its slug, in order
 * @returns how many products are new
 */
export async function loadCatalog(
  adminUrl: string,
  catalog: SeedCatalog,
  picturesOf: (slug: string) => readonly RenderedPicture[],
): Promise<{ products: number }> {
  return withAdmin(adminUrl, async (client) => {
    await loadFrame(client, catalog);
    const names = namesOf(catalog);
    let products = 0;
    let before = 0;
    for await (const batch of batches(catalog.products, PRODUCTS_PER_STATEMENT)) {
      const rows = rowsOf(batch, picturesOf, names, before);
      await loadAttributes(client, rows);
      products += await loadProducts(client, rows);
      before += batch.length;
    }
    // Visibility map and statistics: without them the first listings read every row.
    if (products > 0) await client.query(VACUUM);
    return { products };
  });
}

const VACUUM = `VACUUM (ANALYZE) catalog.product, catalog.listing, catalog.listing_kind, catalog.search_word, catalog.product_media, catalog.variant, catalog.stock_level, catalog.category, catalog.brand, catalog.collection_product`;

/** Names that make a product findable besides its own texts. */
function namesOf({ categories, brands }: SeedCatalog) {
  return {
    category: new Map(categories.map(({ slug, name }) => [slug, `${name.ko} ${name.en}`])),
    brand: new Map(
      brands.map(({ key, name, nameKo }) => [
        name,
        { key, names: nameKo ? `${nameKo} ${name}` : name },
      ]),
    ),
  };
}

async function loadFrame(client: pg.Client, { categories, brands, synonyms }: SeedCatalog) {
  await client.query(
    `INSERT INTO catalog.category (id, slug, name_ko, name_en, description_ko, description_en, position)
     SELECT id, slug, name->>'ko', name->>'en', description->>'ko', description->>'en', "sortOrder"
       FROM jsonb_to_recordset($1) AS r(id text, slug text, name jsonb, description jsonb, "sortOrder" int)
     ON CONFLICT DO NOTHING`,
    [json(categories.map((each) => ({ ...each, id: seedId("category", EPOCH, each.slug) })))],
  );
  await client.query(
    `INSERT INTO catalog.brand (slug, name_ko, name_en)
     SELECT key, coalesce("nameKo", name), name FROM jsonb_to_recordset($1) AS r(key text, name text, "nameKo" text)
     ON CONFLICT DO NOTHING`,
    [json(brands)],
  );
  // Groups have no name of their own: one that was removed would come back, so they are loaded into an empty table only.
  if (synonyms !== undefined)
    await client.query(
      `INSERT INTO catalog.synonym (id, words, one_way)
     SELECT id, words, "oneWay" FROM jsonb_to_recordset($1) AS r(id text, words text[], "oneWay" boolean)
      WHERE NOT EXISTS (SELECT FROM catalog.synonym)`,
      [json(synonyms.map((each) => ({ ...each, id: idOf(each) })))],
    );
  await client.query(
    `INSERT INTO catalog.collection (id, slug, title_ko, title_en)
     SELECT id, slug, title->>'ko', title->>'en'
       FROM jsonb_to_recordset($1) AS r(id text, slug text, title jsonb)
     ON CONFLICT DO NOTHING`,
    [json(COLLECTIONS.map((each) => ({ ...each, id: seedId("collection", EPOCH, each.slug) })))],
  );
}

/** New ones are appended: the order is the one in which products name them. */
async function loadAttributes(client: pg.Client, rows: ProductRows): Promise<void> {
  await client.query(
    `WITH r AS (
       SELECT * FROM jsonb_to_recordset($1)
         AS r(attribute text, name jsonb, value text, label jsonb, place int)
     ), named AS (
       INSERT INTO catalog.attribute (key, name_ko, name_en, position)
       SELECT attribute, name->>'ko', name->>'en',
              (SELECT count(*) FROM catalog.attribute) + row_number() OVER (ORDER BY place)
         FROM (SELECT DISTINCT ON (attribute) * FROM r ORDER BY attribute, place) AS first
       ON CONFLICT DO NOTHING
     )
     INSERT INTO catalog.attribute_value (attribute_key, key, label_ko, label_en, position)
     SELECT attribute, value, label->>'ko', label->>'en',
            (SELECT count(*) FROM catalog.attribute_value) + place FROM r
     ON CONFLICT DO NOTHING`,
    [json(rows.attributeValues)],
  );
}

/** One statement: a product arrives with its variants, stock and pictures, or not at all. */
async function loadProducts(client: pg.Client, rows: ProductRows): Promise<number> {
  const { rows: answer } = await client.query(
    `WITH product AS (
       INSERT INTO catalog.product (id, slug, status, category_id, brand_slug, title_ko, title_en,
              description_ko, description_en, keywords, tags, options, facets, popularity, created_at,
              updated_at, price_minor, price_max_minor, compare_at_minor, currency, in_stock, skus)
       SELECT r.id, r.slug, 'active', c.id, r.brand, r.title->>'ko', r.title->>'en',
              r.description->>'ko', r.description->>'en', r.keywords, r.tags, r.options,
              r.facets, r.popularity, r."createdAt", r."createdAt",
              r."priceMinor", r."priceMaxMinor", r."compareAtMinor", r.currency, r."inStock", r.skus
         FROM jsonb_to_recordset($1) AS r(id text, slug text, category text, brand text, title jsonb,
              description jsonb, keywords text, tags text[], options jsonb, facets text[], popularity int,
              "createdAt" timestamptz, "priceMinor" bigint, "priceMaxMinor" bigint,
              "compareAtMinor" bigint, currency text, "inStock" boolean, skus text[])
         JOIN catalog.category c ON c.slug = r.category
       ON CONFLICT DO NOTHING RETURNING id
     ), media AS (
       INSERT INTO catalog.product_media
              (product_id, position, picture_id, alt_ko, alt_en, width, height, thumbhash)
       SELECT r.product, r.position, r.sha256, r.alt->>'ko', r.alt->>'en', r.width, r.height, r.thumbhash
         FROM jsonb_to_recordset($2) AS r(product text, position int, sha256 text, alt jsonb,
              width int, height int, thumbhash text)
         JOIN product ON product.id = r.product
     ), variant AS (
       INSERT INTO catalog.variant (id, product_id, sku, option_values, price_minor, currency,
              compare_at_minor, weight_grams, position)
       SELECT r.id, r.product, r.sku, r."optionValues", r."priceMinor", r.currency,
              r."compareAtMinor", r."weightGrams", r.position
         FROM jsonb_to_recordset($3) AS r(id text, product text, sku text, "optionValues" text[],
              "priceMinor" bigint, currency text, "compareAtMinor" bigint, "weightGrams" int, position int)
         JOIN product ON product.id = r.product
     ), stocked AS (
       SELECT r.sku, r.stock FROM jsonb_to_recordset($3) AS r(product text, sku text, stock int)
         JOIN product ON product.id = r.product
     ), stock AS (
       INSERT INTO catalog.stock_level (sku, on_hand) SELECT sku, stock FROM stocked
     ), movement AS (
       INSERT INTO catalog.stock_movement (sku, delta, reason, reference, principal)
       SELECT sku, stock, 'initial', 'seed', 'seed' FROM stocked WHERE stock > 0
       ON CONFLICT DO NOTHING
     ), chosen AS (
       INSERT INTO catalog.collection_product (collection_id, product_id, position)
       SELECT c.id, r.product, r.position
         FROM jsonb_to_recordset($4) AS r(product text, collection text, position int)
         JOIN catalog.collection c ON c.slug = r.collection
         JOIN product ON product.id = r.product
     )
     SELECT count(*)::int AS made FROM product`,
    [rows.products, rows.media, rows.variants, rows.collections].map(json),
  );
  return answer[0].made;
}

function idOf({ words, oneWay }: SeedSynonyms): string {
  return seedId("synonym", EPOCH, `${words.join(" ")} ${oneWay}`);
}

function json(value: unknown): string {
  return JSON.stringify(value);
}
