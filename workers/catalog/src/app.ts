/** Catalog's HTTP surface: the operations of its contract, each with its handler. */
import { catalogGroups } from "@edgemart/contracts/catalog-groups";
import type { Identity } from "@edgemart/contracts/identity";
import { createApp } from "@edgemart/worker-kit/create-app";
import { memberSteps } from "@edgemart/worker-kit/member-steps";
import { requireAdmin } from "@edgemart/worker-kit/require-admin";
import { inputSteps, serveOperations } from "@edgemart/worker-kit/serve-operations";
import { depsOf, isOutage } from "./deps.ts";
import { type CatalogConfig, readCatalogConfig } from "./env.ts";
import type { Deps } from "./ports/deps.ts";
import { adminAddVariant } from "./routes/admin-add-variant.ts";
import { adminAddVariants } from "./routes/admin-add-variants.ts";
import { adminChangeAttribute } from "./routes/admin-change-attribute.ts";
import { adminChangeBrand } from "./routes/admin-change-brand.ts";
import { adminChangeCategory } from "./routes/admin-change-category.ts";
import { adminChangeCollection } from "./routes/admin-change-collection.ts";
import { adminChangeProduct } from "./routes/admin-change-product.ts";
import { adminChangeSynonym } from "./routes/admin-change-synonym.ts";
import { adminCreateAttribute } from "./routes/admin-create-attribute.ts";
import { adminCreateBrand } from "./routes/admin-create-brand.ts";
import { adminCreateCategory } from "./routes/admin-create-category.ts";
import { adminCreateCollection } from "./routes/admin-create-collection.ts";
import { adminCreateProduct } from "./routes/admin-create-product.ts";
import { adminCreateSynonym } from "./routes/admin-create-synonym.ts";
import { adminGetCollection } from "./routes/admin-get-collection.ts";
import { adminGetProduct } from "./routes/admin-get-product.ts";
import { adminGetStock } from "./routes/admin-get-stock.ts";
import { adminListAttributes } from "./routes/admin-list-attributes.ts";
import { adminListBrands } from "./routes/admin-list-brands.ts";
import { adminListCatalogueChanges } from "./routes/admin-list-catalogue-changes.ts";
import { adminListCategories } from "./routes/admin-list-categories.ts";
import { adminListCollections } from "./routes/admin-list-collections.ts";
import { adminListProducts } from "./routes/admin-list-products.ts";
import { adminListSynonyms } from "./routes/admin-list-synonyms.ts";
import { adminMoveStock } from "./routes/admin-move-stock.ts";
import { adminRemoveAttribute } from "./routes/admin-remove-attribute.ts";
import { adminRemoveBrand } from "./routes/admin-remove-brand.ts";
import { adminRemoveCategory } from "./routes/admin-remove-category.ts";
import { adminRemoveCollection } from "./routes/admin-remove-collection.ts";
import { adminRemoveSynonym } from "./routes/admin-remove-synonym.ts";
import { adminRemoveVariant } from "./routes/admin-remove-variant.ts";
import { adminReplaceProductMedia } from "./routes/admin-replace-product-media.ts";
import { adminReplaceVariant } from "./routes/admin-replace-variant.ts";
import { getProduct } from "./routes/get-product.ts";
import { listCategories } from "./routes/list-categories.ts";
import { listProductFeed } from "./routes/list-product-feed.ts";
import { listProductIndex } from "./routes/list-product-index.ts";
import { listProducts } from "./routes/list-products.ts";
import { listVariants } from "./routes/list-variants.ts";
import { renewGeneration } from "./routes/renew-generation.ts";
import type { CatalogMarks } from "./routes/route.ts";
import { suggest } from "./routes/suggest.ts";

const BODY_BYTES_MAX = 128 * 1024;

/** The Worker's app: every operation of the contract, and health. */
export const app = createApp<CatalogConfig, Deps, { identity: Identity } & CatalogMarks>({
  service: "catalog",
  readConfig: readCatalogConfig,
  depsOf,
  isOutage,
});

const isAdmin = requireAdmin<CatalogConfig>((config) => config.MEMBER_LOOKUP);

serveOperations(
  app,
  catalogGroups,
  {
    adminAddVariant,
    adminAddVariants,
    adminChangeAttribute,
    adminChangeBrand,
    adminChangeCategory,
    adminChangeCollection,
    adminChangeProduct,
    adminChangeSynonym,
    adminCreateAttribute,
    adminCreateBrand,
    adminCreateCategory,
    adminCreateCollection,
    adminCreateProduct,
    adminCreateSynonym,
    adminGetCollection,
    adminGetProduct,
    adminGetStock,
    adminListAttributes,
    adminListBrands,
    adminListCatalogueChanges,
    adminListCategories,
    adminListCollections,
    adminListProducts,
    adminListSynonyms,
    adminMoveStock,
    adminRemoveAttribute,
    adminRemoveBrand,
    adminRemoveCategory,
    adminRemoveCollection,
    adminRemoveSynonym,
    adminRemoveVariant,
    adminReplaceProductMedia,
    adminReplaceVariant,
    getProduct,
    listCategories,
    listProductFeed,
    listProductIndex,
    listProducts,
    listVariants,
    suggest,
  },
  (operation) => [
    ...memberSteps(operation, isAdmin),
    ...(operation.method === "get" ? [] : [renewGeneration]),
    ...inputSteps(operation, BODY_BYTES_MAX),
  ],
);
