/** What a route of catalog finds in its Hono context. */
import type { AppEnv } from "@edgemart/worker-kit/create-app";
import { createFactory } from "hono/factory";
import type { CatalogConfig } from "../env.ts";

export const factory = createFactory<AppEnv<CatalogConfig>>();
