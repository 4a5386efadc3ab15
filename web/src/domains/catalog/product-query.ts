/** What a product page's address may say in addition to its slug. Pure. */
import { SKU } from "@edgemart/contracts/cart-lines";
import type { SearchParams } from "./listing-query.ts";

/** What a product page reads of its query. */
export interface ProductQuery {
  /** SKU of the variant shown first. */
  v: string | null;
  /** What a form without script was sent back for. */
  notice: "choose" | "quantity" | null;
}

/** Reads the query; a wrong value is none. */
export function productQuery(params: SearchParams): ProductQuery {
  const v = typeof params.v === "string" && SKU.test(params.v) ? params.v : null;
  const { notice } = params;
  return { v, notice: notice === "choose" || notice === "quantity" ? notice : null };
}
