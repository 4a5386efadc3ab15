/** What the administration of the catalog needs from the outside world: every write is one statement with its key and its audit line. */

import type { AuditEvent } from "@edgemart/contracts/catalog-audit";
import type { AdminCategory, CategoryCreate } from "@edgemart/contracts/catalog-categories";
import type {
  AdminProduct,
  AdminProductQuery,
  AdminProductRow,
  MediaList,
  ProductCreate,
  ProductStatus,
} from "@edgemart/contracts/catalog-products";
import type {
  StockHistory,
  StockMoved,
  StockMovementInput,
} from "@edgemart/contracts/catalog-stock";
import type {
  AdminAttribute,
  AdminBrand,
  AdminCollection,
  AttributeCreate,
  BrandCreate,
  BrandPatch,
  CollectionCreate,
  CollectionRow,
} from "@edgemart/contracts/catalog-structure";
import type { AdminSynonym, SynonymCreate } from "@edgemart/contracts/catalog-synonyms";
import type { VariantCreate, VariantInput } from "@edgemart/contracts/catalog-variants";
import type { EffectKey, KeyedEffect } from "@edgemart/postgres/keyed-effect";
import type { Write } from "@edgemart/worker-kit/write-terms";

export type { Write };

/**
 * What became of a write; everything but `done` changed nothing. `lost`: another write came first, under the same key
 * or on the same version. `broken`: the name of the constraint that refused it.
 */
export type Outcome = { kind: "done" } | { kind: "lost" } | { kind: "broken"; constraint: string };

/** All of a product that an administrator writes in one go. */
export type ProductState = Omit<ProductCreate, "status"> & { status: ProductStatus };

/** What a product names by slug or key. */
export interface References {
  brand: string;
  category: string;
  /** `attribute=value`. */
  facets: string[];
}

/** References that lead nowhere. */
export interface Missing {
  brand: boolean;
  category: boolean;
  facets: string[];
}

/** A variant that is made, under the id it will have. */
export type NewVariant = VariantCreate & { id: string };

/** Products as administrators keep them. */
export interface ProductAdmin {
  list(query: Omit<AdminProductQuery, "cursor">, after: string | null): Promise<AdminProductRow[]>;
  find(id: string): Promise<AdminProduct | null>;
  missing(references: References): Promise<Missing>;
  insert(id: string, state: ProductState, write: Write): Promise<Outcome>;
  /** Each of these holds only on that version, and makes the next one. */
  update(
    id: string,
    version: number,
    state: ProductState,
    asked: object,
    write: Write,
  ): Promise<Outcome>;
  replaceMedia(id: string, version: number, list: MediaList, write: Write): Promise<Outcome>;
  addVariants(
    at: { productId: string; version: number },
    added: readonly NewVariant[],
    write: Write,
  ): Promise<Outcome>;
  replaceVariant(
    at: { productId: string; version: number; variantId: string },
    input: VariantInput,
    write: Write,
  ): Promise<Outcome>;
  /** `lost` also when the variant has stock. */
  removeVariant(
    at: { productId: string; version: number; variantId: string },
    write: Write,
  ): Promise<Outcome>;
}

/** A movement that was done. */
export interface StockMove {
  moved: StockMoved;
  /** Whether shoppers are shown another figure than before. */
  isShown: boolean;
}

/** Stock as administrators keep it. */
export interface StockAdmin {
  history(sku: string, limit: number, before: number | null): Promise<StockHistory | null>;
  /** `lost` when there is no such SKU, not enough stock, another level than was seen, or the key was used. */
  move(sku: string, input: StockMovementInput, write: Write): Promise<StockMove | "lost">;
  moved(movementId: string): Promise<StockMoved | null>;
}

/** Categories as administrators keep them. */
export interface CategoryAdmin {
  list(): Promise<AdminCategory[]>;
  find(id: string): Promise<AdminCategory | null>;
  insert(id: string, input: CategoryCreate, write: Write): Promise<Outcome>;
  update(
    id: string,
    version: number,
    input: CategoryCreate,
    asked: object,
    write: Write,
  ): Promise<Outcome>;
  remove(id: string, version: number, write: Write): Promise<Outcome>;
}

/** Brands as administrators keep them. */
export interface BrandAdmin {
  list(): Promise<AdminBrand[]>;
  find(slug: string): Promise<AdminBrand | null>;
  insert(input: BrandCreate, write: Write): Promise<Outcome>;
  rename(slug: string, version: number, patch: BrandPatch, write: Write): Promise<Outcome>;
  remove(slug: string, version: number, write: Write): Promise<Outcome>;
}

/** Attributes as administrators keep them. */
export interface AttributeAdmin {
  list(): Promise<AdminAttribute[]>;
  find(key: string): Promise<AdminAttribute | null>;
  /** Which of these values, or of all of them, some product has. */
  used(key: string, values: readonly string[] | "any"): Promise<string[]>;
  insert(input: AttributeCreate, write: Write): Promise<Outcome>;
  /** Values that are not in the list are removed. */
  update(version: number, input: AttributeCreate, asked: object, write: Write): Promise<Outcome>;
  remove(key: string, version: number, write: Write): Promise<Outcome>;
}

/** Collections as administrators keep them. */
export interface CollectionAdmin {
  list(): Promise<CollectionRow[]>;
  find(id: string): Promise<AdminCollection | null>;
  insert(id: string, input: CollectionCreate, write: Write): Promise<Outcome>;
  update(
    id: string,
    version: number,
    input: Omit<CollectionCreate, "slug">,
    asked: object,
    write: Write,
  ): Promise<Outcome>;
  remove(id: string, version: number, write: Write): Promise<Outcome>;
}

/** Synonyms as administrators keep them. */
export interface SynonymAdmin {
  list(): Promise<AdminSynonym[]>;
  find(id: string): Promise<AdminSynonym | null>;
  insert(id: string, input: SynonymCreate, write: Write): Promise<Outcome>;
  update(
    id: string,
    version: number,
    next: SynonymCreate,
    asked: object,
    write: Write,
  ): Promise<Outcome>;
  remove(id: string, version: number, write: Write): Promise<Outcome>;
}

/** Everything the administration is given in `deps.ts`. */
export interface AdminDeps {
  products: ProductAdmin;
  stock: StockAdmin;
  categories: CategoryAdmin;
  brands: BrandAdmin;
  attributes: AttributeAdmin;
  collections: CollectionAdmin;
  synonyms: SynonymAdmin;
  recall(key: EffectKey | null): Promise<KeyedEffect | null>;
  audit(subject: string | null, limit: number, before: number | null): Promise<AuditEvent[]>;
  newProductId(): string;
  newVariantId(): string;
  newCategoryId(): string;
  newCollectionId(): string;
  newSynonymId(): string;
}
