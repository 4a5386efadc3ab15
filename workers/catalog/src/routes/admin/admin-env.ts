/** What a route of the administration finds in its Hono context. */
import type { Identity } from "@edgemart/contracts/identity";
import type { AppVariables } from "@edgemart/worker-kit/create-app";
import { createFactory } from "hono/factory";
import type { CatalogConfig } from "../../env.ts";

export interface AdminEnv {
  Bindings: object;
  /** `identity` is set by `requireIdentity`, which stands before every route here. */
  Variables: AppVariables<CatalogConfig> & {
    identity: Identity;
    /** Set by a write that changed nothing shoppers are shown: caches need not hear of it. */
    isUnseen?: boolean;
  };
}

export const factory = createFactory<AdminEnv>();
