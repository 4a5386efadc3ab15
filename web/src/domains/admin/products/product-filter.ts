/** What the list of products is narrowed by. Pure. */
import { Slug } from "@edgemart/contracts/catalog";
import { ProductStatus } from "@edgemart/contracts/catalog-products";
import { type Filter, listFilter } from "../parts/list-filter.ts";

/** Words, status, category, brand, and where the page begins. */
export type ProductFilter = Filter<"status" | "category" | "brand">;

/** The address of the list of products. */
export const PRODUCT_FILTER = listFilter("/admin/products", {
  status: (text) => ProductStatus.safeParse(text).data,
  category: (text) => Slug.safeParse(text).data,
  brand: (text) => Slug.safeParse(text).data,
});
