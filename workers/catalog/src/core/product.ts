/** Row → product page. Pure. */
import { type Product, ProductFacts, type Variant } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import { money, moneyOrNull, picture, productCard } from "./product-card.ts";
import type { ProductRow, VariantRow } from "./rows.ts";
import { shownStock, stockState } from "./shown-stock.ts";
import { inLocale } from "./texts.ts";

/** Makes the page of a product in one language. */
export function product(row: ProductRow, locale: Locale): Product {
  return {
    ...productCard(row, locale),
    description: inLocale(row.description, locale),
    pictures: row.media.map((media) => picture(media, locale)),
    options: row.options.map((option) => ({
      key: option.key,
      name: inLocale(option.name, locale),
      values: option.values.map(({ key, label }) => ({ key, label: inLocale(label, locale) })),
    })),
    variants: row.variants.map(variant),
    attributes: row.attributes.map((attribute) => ({
      key: attribute.key,
      name: inLocale(attribute.name, locale),
      value: attribute.value,
      label: inLocale(attribute.label, locale),
    })),
    ...factsOf(row),
    version: row.version,
    updatedAt: new Date(row.updatedAt).toISOString(),
  };
}

const FACTS = Object.keys(ProductFacts.shape) as (keyof ProductFacts)[]; // its own keys

function factsOf(row: ProductRow): ProductFacts {
  // Guarantee of the cast: the entries are those of the shape.
  return Object.fromEntries(FACTS.map((name) => [name, row[name]])) as unknown as ProductFacts;
}

function variant(row: VariantRow): Variant {
  return {
    id: row.id,
    sku: row.sku,
    optionValues: row.optionValues,
    price: money(row.priceMinor, row.currency),
    compareAtPrice: moneyOrNull(row.compareAtMinor, row.currency),
    stock: stockState(row.available),
    availableMax: shownStock(row.available),
    weightGrams: row.weightGrams,
  };
}
