/** Rows of a listing → page with facets. Pure. */
import type { Facet, ProductListing } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import { PAGE_MAX } from "@edgemart/contracts/page";
import type { ListingPlan } from "./listing-plan.ts";
import { productCard } from "./product-card.ts";
import type { CountedValue, ListingRows } from "./rows.ts";
import { inLocale } from "./texts.ts";

const FACET_VALUES_MAX = 50;
const NAMES = {
  category: { ko: "카테고리", en: "Category" },
  brand: { ko: "브랜드", en: "Brand" },
  stock: { ko: "재고", en: "Availability" },
  inStock: { ko: "구매 가능", en: "In stock" },
};

/** Pages end at 100 even when there is more: the total still says how much. */
export function listing(rows: ListingRows, plan: ListingPlan): ProductListing {
  return {
    items: rows.items.map((row) => productCard(row, plan.locale)),
    page: plan.page,
    pageCount: Math.min(PAGE_MAX, Math.ceil(rows.total / plan.limit)),
    total: rows.total,
    facets: facets(rows, plan),
    priceRange: rows.price && { minMinor: rows.price.min, maxMinor: rows.price.max },
    sort: plan.sort,
  };
}

function facets(rows: ListingRows, plan: ListingPlan): Facet[] {
  const { locale } = plan;
  const chosen = new Map(plan.attributes.map(({ key, values }) => [key, values]));
  const stock = { key: "in", label: NAMES.inStock, count: rows.inStock };
  return [
    facet(
      "category",
      NAMES.category,
      rows.categories,
      plan.category ? [plan.category] : [],
      locale,
    ),
    facet("brand", NAMES.brand, rows.brands, plan.brands, locale),
    ...rows.attributes.map(({ key, name, values }) =>
      facet(`attr.${key}`, name, values, chosen.get(key) ?? [], locale),
    ),
    facet("stock", NAMES.stock, [stock], plan.inStockOnly ? ["in"] : [], locale),
  ];
}

/** Keeps every chosen value, also one that counts nothing: it must be possible to take it back. */
function facet(
  key: string,
  name: CountedValue["label"],
  values: CountedValue[],
  chosen: string[],
  locale: Locale,
): Facet {
  const shown = values.filter((value, i) => i < FACET_VALUES_MAX || chosen.includes(value.key));
  return {
    key,
    name: inLocale(name, locale),
    values: shown.map((value) => ({
      key: value.key,
      label: inLocale(value.label, locale),
      count: value.count,
      selected: chosen.includes(value.key),
    })),
  };
}
