/** Demo products → rows of the tables they fill. Pure. */
import type { Bilingual, SeedProduct, SeedVariant } from "../seed/types.ts";
import { seedId } from "./seed-id.ts";

/** A picture that is in the image store, as a product refers to it. */
export interface RenderedPicture {
  sha256: string;
  width: number;
  height: number;
  /** Base64. */
  thumbhash: string;
  alt: Bilingual;
}

interface Names {
  /** Category slug → its names in both languages. */
  category: ReadonlyMap<string, string>;
  /** Display name of a brand → its key and its names in both languages. */
  brand: ReadonlyMap<string, { key: string; names: string }>;
}

/** Rows of some products, by table. */
export type ProductRows = ReturnType<typeof rowsOf>;

/** @param before how many products came earlier: it continues the order of collections */
export function rowsOf(
  products: readonly SeedProduct[],
  picturesOf: (slug: string) => readonly RenderedPicture[],
  names: Names,
  before: number,
) {
  const known = products.map((product) => ({
    product,
    id: seedId("product", product.createdAt, product.slug),
  }));
  return {
    products: known.map(({ product, id }) => productRow(product, id, names)),
    media: known.flatMap(({ product, id }) =>
      picturesOf(product.slug).map((picture, position) => ({ ...picture, product: id, position })),
    ),
    variants: known.flatMap(({ product, id }) =>
      product.variants.map(({ compareAtPriceMinor, ...variant }, position) => ({
        ...variant,
        id: seedId("variant", product.createdAt, variant.sku),
        product: id,
        currency: product.currency,
        compareAtMinor: compareAtPriceMinor,
        position,
      })),
    ),
    collections: known.flatMap(({ product, id }, i) =>
      product.collections.map((collection) => ({ product: id, collection, position: before + i })),
    ),
    attributeValues: attributeValues(products),
  };
}

function productRow(product: SeedProduct, id: string, names: Names) {
  const brand = names.brand.get(product.brand);
  if (brand === undefined) throw new Error(`${product.slug} is of an unknown brand`);
  return {
    id,
    slug: product.slug,
    category: product.categorySlug,
    brand: brand.key,
    title: product.title,
    description: product.description,
    keywords: keywords(product, brand.names, names),
    tags: product.tags,
    options: product.options,
    skus: product.variants.map(({ sku }) => sku).sort(),
    facets: product.attributes.map(({ attribute, value }) => `${attribute}=${value}`).sort(),
    popularity: product.popularity,
    createdAt: product.createdAt,
    currency: product.currency,
    ...listingFacts(product.variants),
  };
}

function keywords(product: SeedProduct, brand: string, names: Names): string {
  const attributes = product.attributes.flatMap(({ valueLabel }) => [valueLabel.ko, valueLabel.en]);
  const words = [brand, names.category.get(product.categorySlug), ...product.tags, ...attributes];
  return [...new Set(words)].join(" ");
}

/** What the catalog's triggers would write a moment later: writing it at once saves a second version of each row. */
function listingFacts(variants: readonly SeedVariant[]) {
  const [lowest] = [...variants].sort((a, b) => a.priceMinor - b.priceMinor);
  return {
    priceMinor: lowest?.priceMinor ?? null,
    priceMaxMinor: lowest ? Math.max(...variants.map((each) => each.priceMinor)) : null,
    compareAtMinor: lowest?.compareAtPriceMinor ?? null,
    inStock: variants.some((each) => each.stock > 0),
  };
}

function attributeValues(products: readonly SeedProduct[]) {
  const values = new Map<string, object>();
  for (const { attribute, attributeLabel, value, valueLabel } of products.flatMap(
    (product) => product.attributes,
  )) {
    const key = `${attribute}=${value}`;
    if (values.has(key)) continue;
    values.set(key, {
      attribute,
      name: attributeLabel,
      value,
      label: valueLabel,
      place: values.size,
    });
  }
  return [...values.values()];
}
