/** Every product's address and last change, for sitemaps: a thousand to a page. */
import { z } from "zod";
import { Slug } from "./catalog.ts";
import { operations } from "./operation.ts";
import { numberedPageOf, PageNumber } from "./page.ts";
import { Timestamp } from "./time.ts";

/** Products on one page. */
export const PRODUCT_INDEX_PAGE_SIZE = 1000;

/** A page of addresses. */
export const ProductIndex = numberedPageOf(z.object({ slug: Slug, updatedAt: Timestamp })).meta({
  id: "ProductIndex",
});
/** A parsed `ProductIndex`. */
export type ProductIndex = z.infer<typeof ProductIndex>;

/** Which page is asked for. */
export const ProductIndexQuery = z.object({ page: PageNumber });

/** What sitemaps read. */
export const productIndexOperations = operations("Catalogue", {
  listProductIndex: {
    method: "get",
    path: "/api/product-index",
    summary: "List every product's address, oldest first",
    credential: "none",
    query: ProductIndexQuery,
    responses: { 200: ProductIndex },
    headers: ["ETag"],
    errors: [],
  },
});
