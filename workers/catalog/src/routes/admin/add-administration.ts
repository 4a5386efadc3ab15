/** The administration's addresses, below `/api/admin/catalog`: for administrators only. */
import { type AppEnv, methodNotAllowed } from "@edgemart/worker-kit/create-app";
import { requireAdmin, requireIdentity } from "@edgemart/worker-kit/require-identity";
import type { Hono } from "hono";
import type { CatalogConfig } from "../../env.ts";
import { factory } from "./admin-env.ts";
import { listAudit } from "./audit.ts";
import {
  deleteCategory,
  listAttributes,
  listBrands,
  listCategories,
  patchCategory,
  postBrand,
  postCategory,
} from "./categories.ts";
import { listProducts, patchProduct, postProduct, putMedia, readProduct } from "./products.ts";
import { renewGeneration } from "./renew-generation.ts";
import { postMovement, readStock } from "./stock.ts";
import { deleteVariant, postVariant, putVariant } from "./variants.ts";

export function addAdministration(app: Hono<AppEnv<CatalogConfig>>): void {
  const admin = factory.createApp();
  admin.use(requireIdentity, requireAdmin, renewGeneration);
  admin
    .get("/products", ...listProducts)
    .post("/products", ...postProduct)
    .all("/products", methodNotAllowed("GET", "HEAD", "POST"))
    .get("/products/:id", ...readProduct)
    .patch("/products/:id", ...patchProduct)
    .all("/products/:id", methodNotAllowed("GET", "HEAD", "PATCH"))
    .put("/products/:id/media", ...putMedia)
    .all("/products/:id/media", methodNotAllowed("PUT"))
    .post("/products/:id/variants", ...postVariant)
    .all("/products/:id/variants", methodNotAllowed("POST"))
    .put("/products/:id/variants/:variantId", ...putVariant)
    .delete("/products/:id/variants/:variantId", ...deleteVariant)
    .all("/products/:id/variants/:variantId", methodNotAllowed("PUT", "DELETE"))
    .get("/stock/:sku", ...readStock)
    .all("/stock/:sku", methodNotAllowed("GET", "HEAD"))
    .post("/stock/:sku/movements", ...postMovement)
    .all("/stock/:sku/movements", methodNotAllowed("POST"))
    .get("/categories", ...listCategories)
    .post("/categories", ...postCategory)
    .all("/categories", methodNotAllowed("GET", "HEAD", "POST"))
    .patch("/categories/:id", ...patchCategory)
    .delete("/categories/:id", ...deleteCategory)
    .all("/categories/:id", methodNotAllowed("PATCH", "DELETE"))
    .get("/brands", ...listBrands)
    .post("/brands", ...postBrand)
    .all("/brands", methodNotAllowed("GET", "HEAD", "POST"))
    .get("/attributes", ...listAttributes)
    .all("/attributes", methodNotAllowed("GET", "HEAD"))
    .get("/audit", ...listAudit)
    .all("/audit", methodNotAllowed("GET", "HEAD"));
  app.route("/api/admin/catalog", admin);
}
