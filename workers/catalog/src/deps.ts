/** Composition root of catalog: ports → PostgreSQL and Redis. */
import { connectPostgres } from "@edgemart/postgres/client";
import { isPostgresOutage } from "@edgemart/postgres/errors";
import { postgresBudget } from "@edgemart/postgres/vars";
import { connectRedis } from "@edgemart/redis/client";
import { redisBudget } from "@edgemart/redis/vars";
import { newId } from "@edgemart/worker-kit/ids";
import { postgresAttributes } from "./adapters/attribute-admin.postgres.ts";
import { auditEvents } from "./adapters/audit.postgres.ts";
import { postgresBrands } from "./adapters/brand-admin.postgres.ts";
import { postgresCatalog } from "./adapters/catalog-store.postgres.ts";
import { postgresCategories } from "./adapters/category-admin.postgres.ts";
import { postgresCollections } from "./adapters/collection-admin.postgres.ts";
import { redisGenerations } from "./adapters/generation.redis.ts";
import { postgresProducts } from "./adapters/product-admin.postgres.ts";
import { postgresShelf } from "./adapters/shelf-store.postgres.ts";
import { postgresStock } from "./adapters/stock-admin.postgres.ts";
import { postgresHolds } from "./adapters/stock-holds.postgres.ts";
import { postgresSynonyms } from "./adapters/synonym-admin.postgres.ts";
import { forgetOld, recall } from "./adapters/write-effects.ts";
import { postgresWriteLog } from "./adapters/write-log.postgres.ts";
import type { CatalogConfig } from "./env.ts";
import type { Deps } from "./ports/deps.ts";

/** Chooses the implementations. Cheap: connections are kept by their own modules. */
export function depsOf(config: CatalogConfig): Deps {
  const db = connectPostgres(config.DATABASE_URL, postgresBudget(config));
  return {
    catalog: postgresCatalog(db),
    shelf: postgresShelf(db),
    holds: postgresHolds(db),
    generations: redisGenerations(connectRedis(config, redisBudget(config))),
    writes: postgresWriteLog(db),
    effects: { forgetOld: (rowsMax) => forgetOld(db, rowsMax) },
    products: postgresProducts(db),
    stock: postgresStock(db),
    categories: postgresCategories(db),
    brands: postgresBrands(db),
    attributes: postgresAttributes(db),
    collections: postgresCollections(db),
    synonyms: postgresSynonyms(db),
    recall: (key) => recall(db, key),
    audit: (subject, limit, before) => auditEvents(db, subject, limit, before),
    newProductId: () => newId("product"),
    newVariantId: () => newId("variant"),
    newCategoryId: () => newId("category"),
    newCollectionId: () => newId("collection"),
    newSynonymId: () => newId("synonym"),
  };
}

/** Tells whether a question could not be answered because PostgreSQL is unavailable. */
export function isOutage(thrown: unknown): boolean {
  return isPostgresOutage(thrown);
}
