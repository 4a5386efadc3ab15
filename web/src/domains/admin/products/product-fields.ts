/**
 * Texts, place and state of a product, one row for each field of its form: the form, what a posted one changes, what a
 * refused one brings back, and both versions of a conflict are made from this table. Pure.
 */
import type { AdminCategory } from "@edgemart/contracts/catalog-categories";
import {
  type AdminProduct,
  type ProductPatch,
  ProductStatus,
} from "@edgemart/contracts/catalog-products";
import type { AdminBrand } from "@edgemart/contracts/catalog-structure";
import { LOCALES, type Locale } from "@edgemart/contracts/locale";
import type { Messages } from "#messages/fill.ts";
import { inLang } from "../parts/in-lang.ts";

type Texts = Messages["admin"]["product"];
/** A text of the form that is one sentence. */
type TextKey = { [K in keyof Texts]: Texts[K] extends string ? K : never }[keyof Texts];

interface FieldBase {
  /** Of the form's field: `title.ko`. */
  name: string;
  label: TextKey;
  /** A new product has it too. */
  isForNew?: true;
  /** Gives what is stored, as it is typed. */
  stored(product: AdminProduct): string;
  /** Adds to a patch what the typed text changes. */
  patch(text: string, patch: ProductPatch): ProductPatch;
}

/** One field: a line, a text of several lines, or a choice. `max` counts characters. */
export type ProductField = FieldBase &
  (
    | { as: "line"; max: number; lang?: Locale; pattern?: string; help?: readonly TextKey[] }
    | { as: "area"; max: number; lang: Locale }
    | { as: "choice"; of: keyof ProductChoices | "statuses" }
  );

/** What a product can be placed under. */
export interface ProductChoices {
  categories: readonly AdminCategory[];
  brands: readonly AdminBrand[];
}

/** Lists the fields in the order of the form. */
export const PRODUCT_FIELDS: readonly ProductField[] = [
  ...inBoth("title", { ko: "titleKo", en: "titleEn" }).map((field) => ({
    ...field,
    ...({ as: "line", max: 200, isForNew: true } as const),
  })),
  ...inBoth("description", { ko: "descriptionKo", en: "descriptionEn" }).map((field) => ({
    ...field,
    ...({ as: "area", max: 10_000 } as const),
  })),
  {
    ...{ name: "slug", label: "slug", as: "line", max: 120, isForNew: true },
    ...{ pattern: "[a-z0-9]+(-[a-z0-9]+)*", help: ["slugHelp", "slugBlank"] },
    stored: ({ slug }) => slug,
    patch: (text, patch) => ({ ...patch, slug: text.trim() }),
  },
  {
    ...{ name: "tags", label: "tags", as: "line", max: 2000, help: ["tagsHelp"] },
    stored: ({ tags }) => tags.join(", "),
    patch: (text, patch) => ({ ...patch, tags: listOf(text) }),
  },
  {
    ...{ name: "brand", label: "brand", as: "choice", of: "brands", isForNew: true },
    stored: ({ brand }) => brand,
    patch: (brand, patch) => ({ ...patch, brand }),
  },
  {
    ...{ name: "category", label: "category", as: "choice", of: "categories", isForNew: true },
    stored: ({ category }) => category,
    patch: (category, patch) => ({ ...patch, category }),
  },
  {
    ...{ name: "status", label: "status", as: "choice", of: "statuses" },
    stored: ({ status }) => status,
    patch: (text, patch) => ({ ...patch, status: ProductStatus.safeParse(text).data ?? "draft" }),
  },
];

/** Lists the values of a choice with their names in the reader's language. */
export function choicesOf(
  of: keyof ProductChoices | "statuses",
  choices: ProductChoices,
  messages: Messages,
  lang: Locale,
): (readonly [value: string, text: string])[] {
  if (of === "statuses") {
    const { statuses } = messages.admin.products;
    return ProductStatus.options.map((status) => [status, statuses[status]] as const);
  }
  return choices[of].map(({ slug, name }) => [slug, inLang(name, lang)] as const);
}

/** The two fields of a text in both languages. */
function inBoth(name: "title" | "description", labels: Record<Locale, TextKey>) {
  return LOCALES.map((lang) => ({
    name: `${name}.${lang}`,
    label: labels[lang],
    lang,
    stored: (product: AdminProduct) => product[name][lang],
    patch: (text: string, patch: ProductPatch): ProductPatch => ({
      ...patch,
      [name]: { ko: "", en: "", ...patch[name], [lang]: text.trim() },
    }),
  }));
}

function listOf(text: string): string[] {
  return text
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean);
}
