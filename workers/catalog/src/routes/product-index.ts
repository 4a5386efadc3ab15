/** `GET /api/product-index?page=`: every product's address and last change, for sitemaps. */
import { PAGE_MAX } from "@edgemart/contracts/page";
import {
  PRODUCT_INDEX_PAGE_SIZE,
  type ProductIndex,
  ProductIndexQuery,
} from "@edgemart/contracts/product-index";
import { validQuery } from "@edgemart/worker-kit/validate";
import { shelfOf } from "../deps.ts";
import { factory } from "./catalog-env.ts";
import { sendPublic } from "./send-public.ts";

export const getProductIndex = factory.createHandlers(validQuery(ProductIndexQuery), async (c) => {
  const { page } = c.req.valid("query");
  const offset = (page - 1) * PRODUCT_INDEX_PAGE_SIZE;
  const found = await shelfOf(c.var.config).productIndex(offset, PRODUCT_INDEX_PAGE_SIZE);
  const index: ProductIndex = {
    items: found.items.map(({ slug, updated_at }) => ({
      slug,
      updatedAt: new Date(updated_at).toISOString(),
    })),
    page,
    pageCount: Math.min(PAGE_MAX, Math.ceil(found.total / PRODUCT_INDEX_PAGE_SIZE)),
    total: found.total,
  };
  return sendPublic(c, index);
});
