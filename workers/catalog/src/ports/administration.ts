/** What the administration of the catalogue needs from the outside world: every write is one statement with its key and its audit line. */
import type {
  AdminCategory,
  AdminProduct,
  AdminProductQuery,
  AdminProductRow,
  AttributeRow,
  AuditEvent,
  Brand,
  BrandInput,
  CategoryCreate,
  MediaList,
  ProductCreate,
  ProductStatus,
  StockHistory,
  StockMoved,
  StockMovementInput,
  VariantInput,
} from "@edgemart/contracts/catalog-admin";
import type { EffectKey, KeyedEffect } from "@edgemart/postgres/keyed-effect";
import type { VersionMatch } from "@edgemart/worker-kit/version-match";

/** Who writes, on which version, under which key. */
export interface Write {
  actorId: string;
  /** Versions the write is based on; `any` where none is asked for. */
  match: VersionMatch;
  key: EffectKey | null;
  requestId: string;
}

/**
 * What became of a write; everything but `done` changed nothing. `lost`: another write came first, under the same key
 * or on the same version. `broken`: the name of the constraint that refused it.
 */
export type Outcome = { kind: "done" } | { kind: "lost" } | { kind: "broken"; constraint: string };

/** All of a product that an administrator writes in one go. */
export type ProductState = Omit<ProductCreate, "status"> & { status: ProductStatus };

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
  addVariant(
    at: { productId: string; version: number; variantId: string },
    input: VariantInput,
    initialStock: number,
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

export interface StockAdmin {
  history(sku: string, limit: number, before: number | null): Promise<StockHistory | null>;
  /** `lost` when there is no such SKU, not enough stock, or the key was used. */
  move(sku: string, input: StockMovementInput, write: Write): Promise<StockMoved | "lost">;
  moved(movementId: string): Promise<StockMoved | null>;
}

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
  brands(): Promise<Brand[]>;
  insertBrand(input: BrandInput, write: Write): Promise<Outcome>;
  attributes(): Promise<AttributeRow[]>;
}

/** Everything the administration is given in `deps.ts`. */
export interface AdminDeps {
  products: ProductAdmin;
  stock: StockAdmin;
  categories: CategoryAdmin;
  recall(key: EffectKey | null): Promise<KeyedEffect | null>;
  audit(subject: string | null, limit: number, before: number | null): Promise<AuditEvent[]>;
  newProductId(): string;
  newVariantId(): string;
  newCategoryId(): string;
}
