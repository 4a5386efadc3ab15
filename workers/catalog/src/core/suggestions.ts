/** Rows → suggestions. Pure. */
import type { Suggestions } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import { picture } from "./product-card.ts";
import type { SuggestionRows } from "./rows.ts";
import { inLocale } from "./texts.ts";

/** Makes suggestions in one language. */
export function suggestions(rows: SuggestionRows, locale: Locale): Suggestions {
  return {
    products: rows.products.map(({ slug, title, media }) => ({
      slug,
      title: inLocale(title, locale),
      picture: media && picture(media, locale),
    })),
    categories: rows.categories.map(({ slug, name }) => ({ slug, name: inLocale(name, locale) })),
  };
}
