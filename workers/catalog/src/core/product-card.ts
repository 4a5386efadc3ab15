/** Row → product card, picture and category as shoppers see them. Pure. */
import type { Category, ProductCard } from "@edgemart/contracts/catalog";
import type { Picture } from "@edgemart/contracts/images";
import type { Locale } from "@edgemart/contracts/locale";
import type { Currency, Money } from "@edgemart/contracts/money";
import type { CardRow, CategoryRow, MediaRow } from "./rows.ts";
import { inLocale } from "./texts.ts";

/** Makes the card of a product in one language. */
export function productCard(row: CardRow, locale: Locale): ProductCard {
  const [first, second] = row.media.map((media) => picture(media, locale));
  return {
    id: row.id,
    slug: row.slug,
    title: inLocale(row.title, locale),
    brand: inLocale(row.brand, locale),
    category: { slug: row.category.slug, name: inLocale(row.category.name, locale) },
    price: money(row.priceMinor, row.currency),
    compareAtPrice: moneyOrNull(row.compareAtMinor, row.currency),
    priceVaries: row.priceMaxMinor > row.priceMinor,
    inStock: row.inStock,
    picture: first ?? null,
    hoverPicture: second ?? null,
    createdAt: new Date(row.createdAt).toISOString(),
  };
}

/** Makes a picture with its alternative text in one language. */
export function picture(row: MediaRow, locale: Locale): Picture {
  const { id, width, height, thumbhash } = row;
  return { id, alt: inLocale(row.alt, locale), width, height, thumbhash };
}

/** Makes a category in one language. */
export function category(row: CategoryRow, locale: Locale): Category {
  return {
    slug: row.slug,
    name: inLocale(row.name, locale),
    description: inLocale(row.description, locale),
    parentSlug: row.parentSlug,
    productCount: row.productCount,
    picture: row.media && picture(row.media, locale),
  };
}

/** Makes an amount. @param amountMinor in minor units */
export function money(amountMinor: number, currency: Currency): Money {
  return { amountMinor, currency };
}

/** Makes an amount where there is one. @param amountMinor in minor units */
export function moneyOrNull(amountMinor: number | null, currency: Currency): Money | null {
  return amountMinor === null ? null : money(amountMinor, currency);
}
