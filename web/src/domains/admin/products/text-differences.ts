/** A product's texts, place and state as stored and as typed, for the person who must choose. Pure. */
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import type { Locale } from "@edgemart/contracts/locale";
import type { Messages } from "#messages/fill.ts";
import { choicesOf, PRODUCT_FIELDS, type ProductChoices } from "./product-fields.ts";

interface Compared extends ProductChoices {
  lang: Locale;
  messages: Messages;
  product: AdminProduct;
  /** What was typed; what is stored for a text that was too long to keep. */
  value(name: string, stored: string): string;
}

type Difference = readonly [label: string, stored: string, typed: string];

/** Lists each field as it is stored and as it was typed; a choice by the name of its value. */
export function textDifferences(compared: Compared): Difference[] {
  const { lang, messages, product, value } = compared;
  return PRODUCT_FIELDS.map((field) => {
    const stored = field.stored(product);
    const options = field.as === "choice" ? choicesOf(field.of, compared, messages, lang) : [];
    const shown = (text: string) => options.find(([key]) => key === text)?.[1] ?? text;
    const label = messages.admin.product[field.label];
    return [label, shown(stored), shown(value(field.name, stored))];
  });
}
