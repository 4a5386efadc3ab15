/** `GET /api/product-index?page=`: every product's address and last change, for sitemaps. */
import { PAGE_MAX } from "@edgemart/contracts/page";
import { PRODUCT_INDEX_PAGE_SIZE } from "@edgemart/contracts/product-index";
import { tagged } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

export const listProductIndex: Route<"listProductIndex"> = async (c, { query }) => {
  const { page } = query;
  const offset = (page - 1) * PRODUCT_INDEX_PAGE_SIZE;
  const found = await c.var.deps.shelf.productIndex(offset, PRODUCT_INDEX_PAGE_SIZE);
  return tagged({
    items: found.items.map(({ slug, updatedAt }) => ({
      slug,
      updatedAt: new Date(updatedAt).toISOString(),
    })),
    page,
    pageCount: Math.min(PAGE_MAX, Math.ceil(found.total / PRODUCT_INDEX_PAGE_SIZE)),
    total: found.total,
  });
};
