/** Environment of the BFF → configuration. */
import type { CatalogRpc } from "@edgemart/contracts/catalog";
import type { MemberRpc } from "@edgemart/contracts/member";
import { RedisVarsShape } from "@edgemart/redis/vars";
import { configReader } from "@edgemart/worker-kit/config";
import { z } from "zod";

const present = (value: unknown) => typeof value === "object" || typeof value === "function";

const BffEnv = z.object({
  ...RedisVarsShape,
  ENVIRONMENT: z.enum(["local", "staging", "production"]),
  CATALOG_TIMEOUT_MS: z.coerce.number().int().min(50).max(10_000),
  MEMBER_TIMEOUT_MS: z.coerce.number().int().min(50).max(10_000),
  // Bindings whose entrypoints implement these contracts; their wrangler names are checked by the architecture test.
  CATALOG: z.custom<CatalogRpc>((value) => value && present(value), "service binding is missing"),
  MEMBER: z.custom<MemberRpc>((value) => value && present(value), "service binding is missing"),
});

export type BffConfig = z.infer<typeof BffEnv>;
export const readBffConfig = configReader<BffConfig>(BffEnv);
