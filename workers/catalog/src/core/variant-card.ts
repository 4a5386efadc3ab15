/** Row → variant as a cart shows it. Pure. */
import type { Locale } from "@edgemart/contracts/locale";
import type { VariantCard } from "@edgemart/contracts/variant-card";
import { money, moneyOrNull, picture } from "./product-card.ts";
import type { VariantCardRow } from "./rows.ts";
import { BOUGHT_AT_ONCE_MAX, stockState } from "./shown-stock.ts";
import { inLocale } from "./texts.ts";

/** Makes what a cart shows of one of its lines, in one language. */
export function variantCard(row: VariantCardRow, locale: Locale): VariantCard {
  const available = row.isSold ? Math.max(0, row.available) : 0;
  return {
    sku: row.sku,
    slug: row.slug,
    title: inLocale(row.title, locale),
    brand: inLocale(row.brand, locale),
    options: row.optionValues.flatMap((key, index) => {
      const value = row.options[index]?.values.find((each) => each.key === key);
      return value ? [inLocale(value.label, locale)] : [];
    }),
    price: money(row.priceMinor, row.currency),
    compareAtPrice: moneyOrNull(row.compareAtMinor, row.currency),
    stock: stockState(available),
    availableMax: Math.min(BOUGHT_AT_ONCE_MAX, available),
    picture: row.media && picture(row.media, locale),
    isSold: row.isSold,
  };
}
