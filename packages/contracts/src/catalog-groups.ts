/** Catalog's operations, by the policy they share at the gateway. */
import { catalogOperations } from "./catalog.ts";
import { catalogAuditOperations } from "./catalog-audit.ts";
import { catalogCategoryOperations } from "./catalog-categories.ts";
import { catalogProductOperations } from "./catalog-products.ts";
import { catalogStockOperations } from "./catalog-stock.ts";
import { catalogStructureOperations } from "./catalog-structure.ts";
import { catalogSynonymOperations } from "./catalog-synonyms.ts";
import { catalogVariantOperations } from "./catalog-variants.ts";
import { productIndexOperations } from "./product-index.ts";
import { variantOperations } from "./variant-card.ts";

/** The operations of catalog. */
export const catalogGroups = {
  /** Reads that are alike for everyone until a write begins a new generation. */
  reads: { ...catalogOperations, ...productIndexOperations },
  /** What a cart shows: true at this moment, so nothing of it is kept. */
  variants: variantOperations,
  administration: {
    ...catalogProductOperations,
    ...catalogVariantOperations,
    ...catalogStockOperations,
    ...catalogCategoryOperations,
    ...catalogAuditOperations,
    ...catalogStructureOperations,
    ...catalogSynonymOperations,
  },
};
