/** Composition root of catalog: ports → PostgreSQL. */
import { connectPostgres } from "@edgemart/postgres/client";
import { postgresCatalog } from "./adapters/catalog-store.postgres.ts";
import type { CatalogConfig } from "./env.ts";
import type { CatalogStore } from "./ports.ts";

export function catalogOf(config: CatalogConfig): CatalogStore {
  return postgresCatalog(connectPostgres(config.DATABASE_URL));
}
