/** Every operation that a Worker behind the gateway answers, from the contracts. */
import { authOperations } from "@edgemart/contracts/auth";
import { bffOperations } from "@edgemart/contracts/bff";
import { cartOperations } from "@edgemart/contracts/cart";
import { catalogOperations } from "@edgemart/contracts/catalog";
import { catalogAdminOperations } from "@edgemart/contracts/catalog-admin";
import { catalogStructureOperations } from "@edgemart/contracts/catalog-structure";
import { catalogSynonymOperations } from "@edgemart/contracts/catalog-synonyms";
import { mediaOperations } from "@edgemart/contracts/images";
import { memberOperations } from "@edgemart/contracts/member";
import type { Operation } from "@edgemart/contracts/operation";
import { productIndexOperations } from "@edgemart/contracts/product-index";
import { variantOperations } from "@edgemart/contracts/variant-card";

export const OPERATIONS: readonly Operation[] = [
  ...bffOperations,
  ...catalogOperations,
  ...variantOperations,
  ...productIndexOperations,
  ...catalogAdminOperations,
  ...catalogStructureOperations,
  ...catalogSynonymOperations,
  ...memberOperations,
  ...cartOperations,
  ...authOperations,
  ...mediaOperations,
];
