/** A product's texts, place and state as stored and as typed, for the person who must choose. Pure. */
import {
  type AdminCategory,
  type AdminProduct,
  ProductStatus,
} from "@edgemart/contracts/catalog-admin";
import type { AdminBrand } from "@edgemart/contracts/catalog-structure";
import type { Locale, LocalText } from "@edgemart/contracts/locale";
import type { Messages } from "#messages/fill.ts";
import { inLang } from "../parts/in-lang.ts";

interface Compared {
  lang: Locale;
  messages: Messages;
  product: AdminProduct;
  categories: readonly AdminCategory[];
  brands: readonly AdminBrand[];
  /** What was typed; what is stored for a text that was too long to keep. */
  value(name: string, stored: string): string;
}

type Difference = readonly [label: string, stored: string, typed: string];

/** Lists the fields in which what was typed differs from what is stored, for a conflict. */
export function textDifferences(compared: Compared): Difference[] {
  const { lang, messages, product, categories, brands, value } = compared;
  const texts = messages.admin.product;
  const { statuses } = messages.admin.products;
  const plain = (label: string, name: string, stored: string): Difference => [
    label,
    stored,
    value(name, stored),
  ];
  const nameIn = (list: readonly { slug: string; name: LocalText }[], slug: string) => {
    const found = list.find((each) => each.slug === slug);
    return found ? inLang(found.name, lang) : slug;
  };
  const status = ProductStatus.safeParse(value("status", product.status)).data ?? product.status;
  return [
    plain(texts.titleKo, "title.ko", product.title.ko),
    plain(texts.titleEn, "title.en", product.title.en),
    plain(texts.descriptionKo, "description.ko", product.description.ko),
    plain(texts.descriptionEn, "description.en", product.description.en),
    plain(texts.slug, "slug", product.slug),
    plain(texts.tags, "tags", product.tags.join(", ")),
    [texts.brand, nameIn(brands, product.brand), nameIn(brands, value("brand", product.brand))],
    [
      texts.category,
      nameIn(categories, product.category),
      nameIn(categories, value("category", product.category)),
    ],
    [texts.status, statuses[product.status], statuses[status]],
  ];
}
