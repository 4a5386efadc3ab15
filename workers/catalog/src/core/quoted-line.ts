/** Row → what an order is quoted for a SKU. Pure. */
import type { LocalText } from "@edgemart/contracts/locale";
import type { QuotedLine } from "@edgemart/contracts/stock-hold";
import { z } from "zod";
import { money } from "./product-card.ts";
import { ProductRow, type Texts, VariantRow } from "./rows.ts";
import { BOUGHT_AT_ONCE_MAX } from "./shown-stock.ts";
import { inLocale } from "./texts.ts";

/** A variant on sale with what an order keeps of its product; `available` counts what expired holds still reserve. */
export const QuotedRow = z.object({
  ...VariantRow.pick({
    sku: true,
    optionValues: true,
    priceMinor: true,
    currency: true,
    available: true,
  }).shape,
  ...ProductRow.pick({ slug: true, title: true, options: true }).shape,
  productId: z.string(),
  pictureId: z.string().nullable(),
  /** Whether a product was asked for that has more than one variant. */
  isOneOfSeveral: z.boolean(),
});
/** A quoted variant as it is read. */
export type QuotedRow = z.output<typeof QuotedRow>;

/** Makes what is quoted for one item of an order. @param row null for what is not sold */
export function quotedLine(row: QuotedRow | null): QuotedLine {
  if (row === null) return { kind: "gone" };
  if (row.isOneOfSeveral) return { kind: "several" };
  return {
    kind: "priced",
    sku: row.sku,
    productId: row.productId,
    slug: row.slug,
    title: bothOf(row.title),
    options: row.optionValues.flatMap((key, place) => {
      const value = row.options[place]?.values.find((each) => each.key === key);
      return value ? [bothOf(value.label)] : [];
    }),
    pictureId: row.pictureId,
    unit: money(row.priceMinor, row.currency),
    available: Math.min(BOUGHT_AT_ONCE_MAX, Math.max(0, row.available)),
  };
}

/** A text that is missing in one language is that of the other one: an order keeps both. */
function bothOf(texts: Texts): LocalText {
  return { ko: inLocale(texts, "ko"), en: inLocale(texts, "en") };
}
