/** Everything that a request or a question may need from the outside world; `deps.ts` chooses it. */
import type { AdminDeps } from "./administration.ts";
import type { Generations, WriteLog } from "./generations.ts";
import type { CatalogStore, ShelfStore } from "./shop.ts";
import type { StockHolds } from "./stock-holds.ts";

/** The dependencies of catalog. Verbs of the administration are given its part of them. */
export interface Deps extends AdminDeps {
  /** What shoppers are shown. */
  catalog: CatalogStore;
  /** What carts and sitemaps ask. */
  shelf: ShelfStore;
  /** Stock that is promised to orders. */
  holds: StockHolds;
  /** The counter that caches of the catalog name in their keys. */
  generations: Generations;
  /** Writes as the database remembers them. */
  writes: WriteLog;
  /** What keys did. */
  effects: { forgetOld(rowsMax: number): Promise<number> };
}
