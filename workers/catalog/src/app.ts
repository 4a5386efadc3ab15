/** Catalog's HTTP routes: what the gateway forwards. Public reads, and the administration. */
import { isPostgresOutage } from "@edgemart/postgres/errors";
import { createApp, methodNotAllowed } from "@edgemart/worker-kit/create-app";
import { readCatalogConfig } from "./env.ts";
import { addAdministration } from "./routes/admin/add-administration.ts";
import { listCategories } from "./routes/list-categories.ts";
import { listFeed } from "./routes/list-feed.ts";
import { listProducts } from "./routes/list-products.ts";
import { listVariants } from "./routes/list-variants.ts";
import { getProductIndex } from "./routes/product-index.ts";
import { getProduct } from "./routes/read-product.ts";
import { suggest } from "./routes/suggest.ts";

export const app = createApp({
  service: "catalog",
  readConfig: readCatalogConfig,
  isOutage: isStoreAway,
});

app
  .get("/api/products", ...listProducts)
  .get("/api/products/:slug", ...getProduct)
  .get("/api/product-feed", ...listFeed)
  .get("/api/categories", ...listCategories)
  .get("/api/search/suggest", ...suggest)
  .get("/api/variants", ...listVariants)
  .get("/api/product-index", ...getProductIndex);

for (const path of [
  "/api/products",
  "/api/products/:slug",
  "/api/product-feed",
  "/api/categories",
  "/api/search/suggest",
  "/api/variants",
  "/api/product-index",
]) {
  app.all(path, methodNotAllowed("GET", "HEAD"));
}

addAdministration(app);

/** Tells whether a question could not be answered because a store is away. */
export function isStoreAway(thrown: unknown): boolean {
  return isPostgresOutage(thrown);
}
