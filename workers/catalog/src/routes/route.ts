/** The type of catalog's routes: each is the handler of one operation. */
import type { catalogGroups } from "@edgemart/contracts/catalog-groups";
import type { OperationsIn } from "@edgemart/contracts/operation";
import type { MemberAppEnv } from "@edgemart/worker-kit/create-app";
import type { Handler } from "@edgemart/worker-kit/serve-operations";
import type { CatalogConfig } from "../env.ts";
import type { Deps } from "../ports/deps.ts";

/** What a request of catalog carries besides its configuration and dependencies. */
export interface CatalogMarks {
  /** Set by a write that changed nothing that shoppers are shown: caches need not hear of it. */
  isUnseen?: boolean;
}

/** What a route finds in its Hono context. */
export type CatalogEnv = MemberAppEnv<CatalogConfig, Deps, CatalogMarks>;

type CatalogOperations = OperationsIn<typeof catalogGroups>;
/** The handler of one operation of catalog. */
export type Route<Id extends keyof CatalogOperations> = Handler<CatalogOperations[Id], CatalogEnv>;
