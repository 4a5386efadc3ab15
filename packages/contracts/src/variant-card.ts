/** What is known of variants by their SKUs: a cart's lines in one round trip. */
import { z } from "zod";
import { CartSku } from "./cart.ts";
import { CART_LINES_MAX } from "./cart-lines.ts";
import { LangQuery, Slug, StockState } from "./catalog.ts";
import { Picture } from "./images.ts";
import { Money } from "./money.ts";
import { operations } from "./operation.ts";

/** A variant as a cart shows it. */
export const VariantCard = z
  .object({
    sku: z.string(),
    slug: Slug.describe("Of its product"),
    title: z.string(),
    brand: z.string(),
    options: z.array(z.string()).describe("Labels of its option values, in the product's order"),
    price: Money,
    compareAtPrice: Money.nullable(),
    stock: StockState,
    availableMax: z.int().nonnegative().describe("How many can be bought at once, at most 99"),
    picture: Picture.nullable(),
    isSold: z
      .boolean()
      .describe("False for what was sold once and is no more: a cart still says what it was"),
  })
  .meta({ id: "VariantCard" });
/** A parsed `VariantCard`. */
export type VariantCard = z.infer<typeof VariantCard>;

/** In the order asked for; a SKU that no shopper was ever offered is absent. */
export const VariantCards = z.object({ items: z.array(VariantCard) });

/** Which SKUs are asked for, and in which language. */
export const VariantQuery = LangQuery.extend({
  sku: z
    .string()
    .max(4000)
    .transform((text) => [...new Set(text.split(",").filter(Boolean))])
    .pipe(z.array(CartSku).min(1).max(CART_LINES_MAX))
    .describe("SKUs, separated by commas"),
});

/** What carts read. */
export const variantOperations = operations("Catalogue", {
  listVariants: {
    method: "get",
    path: "/api/variants",
    summary: "Read variants by their SKUs: price, stock and what they are called",
    credential: "none",
    query: VariantQuery,
    responses: { 200: VariantCards },
    headers: ["ETag"],
    errors: [],
  },
});
