/** What a product page's address may say besides its slug. Pure. */
import { SKU } from "@edgemart/contracts/cart-lines";
import type { SearchParams } from "./listing-query.ts";

export interface ProductQuery {
  /** SKU of the variant shown first. */
  v: string | null;
  /** What a form without script was sent back for. */
  notice: "choose" | "quantity" | null;
}

export function productQuery(params: SearchParams): ProductQuery {
  const v = typeof params.v === "string" && SKU.test(params.v) ? params.v : null;
  const { notice } = params;
  return { v, notice: notice === "choose" || notice === "quantity" ? notice : null };
}
