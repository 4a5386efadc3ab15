/** Composition root of catalog: ports → PostgreSQL. */
import { connectPostgres } from "@edgemart/postgres/client";
import { postgresCatalog } from "./adapters/catalog-store.postgres.ts";
import { postgresShelf } from "./adapters/shelf-store.postgres.ts";
import type { CatalogConfig } from "./env.ts";
import type { CatalogStore, ShelfStore } from "./ports.ts";

export function catalogOf(config: CatalogConfig): CatalogStore {
  return postgresCatalog(connectPostgres(config.DATABASE_URL));
}

export function shelfOf(config: CatalogConfig): ShelfStore {
  return postgresShelf(connectPostgres(config.DATABASE_URL));
}
