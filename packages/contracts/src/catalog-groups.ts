/** Catalog's operations, by the policy they share at the gateway. */
import { catalogOperations } from "./catalog.ts";
import { catalogAdminOperations } from "./catalog-admin.ts";
import { catalogStructureOperations } from "./catalog-structure.ts";
import { catalogSynonymOperations } from "./catalog-synonyms.ts";
import { productIndexOperations } from "./product-index.ts";
import { variantOperations } from "./variant-card.ts";

export const catalogGroups = {
  /** Reads that are alike for everyone until a write begins a new generation. */
  reads: { ...catalogOperations, ...productIndexOperations },
  /** What a cart shows: true at this moment, so nothing of it is kept. */
  variants: variantOperations,
  administration: {
    ...catalogAdminOperations,
    ...catalogStructureOperations,
    ...catalogSynonymOperations,
  },
};
