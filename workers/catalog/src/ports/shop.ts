/** What the routes and the RPC of catalog need from the outside world; every question is one statement. */
import type { FeedItem } from "@edgemart/contracts/catalog";
import type { ListingPlan } from "../core/listing-plan.ts";
import type {
  CardRow,
  CategoryRow,
  HomeRows,
  ListingRows,
  ProductIndexRows,
  ProductRow,
  SuggestionRows,
  VariantCardRow,
} from "../core/rows.ts";

/** Questions of shoppers. */
export interface CatalogStore {
  listing(plan: ListingPlan): Promise<ListingRows>;
  /** The same with every category. */
  listingWithTree(plan: ListingPlan): Promise<{ listing: ListingRows; tree: CategoryRow[] }>;
  /** Null for a slug of no product on sale. */
  product(slug: string): Promise<ProductRow | null>;
  productWithRelated(slug: string): Promise<{ product: ProductRow; related: CardRow[] } | null>;
  /** Products in the order of their ids, after this one; null begins. */
  feed(after: string | null, limit: number): Promise<FeedItem[]>;
  categories(): Promise<CategoryRow[]>;
  suggest(terms: string[]): Promise<SuggestionRows>;
  home(): Promise<HomeRows>;
  /** In stock and of the categories of these SKUs, without their own products. */
  similar(skus: readonly string[]): Promise<CardRow[]>;
}

/** Questions of carts and sitemaps. */
export interface ShelfStore {
  /** Those of the SKUs that may be bought, in no order. */
  variants(skus: readonly string[]): Promise<VariantCardRow[]>;
  /** @param offset rows to leave out, oldest first */
  productIndex(offset: number, limit: number): Promise<ProductIndexRows>;
}
