/** Environment of the BFF → configuration. */
import type { CatalogRpc } from "@edgemart/contracts/catalog";
import type { MemberRpc } from "@edgemart/contracts/member";
import { RedisVarsShape } from "@edgemart/redis/vars";
import { configReader } from "@edgemart/worker-kit/config";
import { rpcBinding } from "@edgemart/worker-kit/rpc-binding";
import { z } from "zod";

const BffEnv = z.object({
  ...RedisVarsShape,
  ENVIRONMENT: z.enum(["local", "staging", "production"]),
  CATALOG_TIMEOUT_MS: z.coerce.number().int().min(50).max(10_000),
  MEMBER_TIMEOUT_MS: z.coerce.number().int().min(50).max(10_000),
  // Bindings whose entrypoints implement these contracts; their wrangler names are checked by the architecture test.
  CATALOG: rpcBinding<CatalogRpc>(),
  MEMBER: rpcBinding<MemberRpc>(),
});

/** What the BFF reads of its environment. */
export type BffConfig = z.infer<typeof BffEnv>;
/** Reads the configuration. @throws ConfigError naming every wrong key */
export const readBffConfig = configReader<BffConfig>(BffEnv);
