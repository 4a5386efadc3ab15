/** The administration's addresses, below `/api/admin/catalog`: for administrators only. */
import { type AppEnv, methodNotAllowed } from "@edgemart/worker-kit/create-app";
import { requireAdmin } from "@edgemart/worker-kit/require-admin";
import { requireIdentity } from "@edgemart/worker-kit/require-identity";
import type { Hono } from "hono";
import type { CatalogConfig } from "../../env.ts";
import { factory } from "./admin-env.ts";
import { deleteAttribute, listAttributes, patchAttribute, postAttribute } from "./attributes.ts";
import { listAudit } from "./audit.ts";
import { deleteBrand, listBrands, patchBrand, postBrand } from "./brands.ts";
import { deleteCategory, listCategories, patchCategory, postCategory } from "./categories.ts";
import {
  deleteCollection,
  listCollections,
  patchCollection,
  postCollection,
  readCollection,
} from "./collections.ts";
import { listProducts, patchProduct, postProduct, putMedia, readProduct } from "./products.ts";
import { renewGeneration } from "./renew-generation.ts";
import { postMovement, readStock } from "./stock.ts";
import { deleteSynonym, listSynonyms, patchSynonym, postSynonym } from "./synonyms.ts";
import { deleteVariant, postVariant, postVariants, putVariant } from "./variants.ts";

export function addAdministration(app: Hono<AppEnv<CatalogConfig>>): void {
  const admin = factory.createApp();
  const isAdmin = requireAdmin<CatalogConfig>((config) => config.MEMBER_LOOKUP);
  admin.use(requireIdentity, isAdmin, renewGeneration);
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
    .post("/products/:id/variants/batch", ...postVariants)
    .all("/products/:id/variants/batch", methodNotAllowed("POST"))
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
    .patch("/brands/:slug", ...patchBrand)
    .delete("/brands/:slug", ...deleteBrand)
    .all("/brands/:slug", methodNotAllowed("PATCH", "DELETE"))
    .get("/attributes", ...listAttributes)
    .post("/attributes", ...postAttribute)
    .all("/attributes", methodNotAllowed("GET", "HEAD", "POST"))
    .patch("/attributes/:key", ...patchAttribute)
    .delete("/attributes/:key", ...deleteAttribute)
    .all("/attributes/:key", methodNotAllowed("PATCH", "DELETE"))
    .get("/collections", ...listCollections)
    .post("/collections", ...postCollection)
    .all("/collections", methodNotAllowed("GET", "HEAD", "POST"))
    .get("/collections/:id", ...readCollection)
    .patch("/collections/:id", ...patchCollection)
    .delete("/collections/:id", ...deleteCollection)
    .all("/collections/:id", methodNotAllowed("GET", "HEAD", "PATCH", "DELETE"))
    .get("/synonyms", ...listSynonyms)
    .post("/synonyms", ...postSynonym)
    .all("/synonyms", methodNotAllowed("GET", "HEAD", "POST"))
    .patch("/synonyms/:id", ...patchSynonym)
    .delete("/synonyms/:id", ...deleteSynonym)
    .all("/synonyms/:id", methodNotAllowed("PATCH", "DELETE"))
    .get("/audit", ...listAudit)
    .all("/audit", methodNotAllowed("GET", "HEAD"));
  app.route("/api/admin/catalog", admin);
}
