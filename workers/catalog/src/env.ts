/** Environment of catalog → configuration. */
import type { MemberLookupRpc } from "@edgemart/contracts/member-lookup";
import { PostgresVarsShape } from "@edgemart/postgres/vars";
import { RedisVarsShape } from "@edgemart/redis/vars";
import { configReader } from "@edgemart/worker-kit/config";
import { IdentityVars } from "@edgemart/worker-kit/identity";
import { rpcBinding } from "@edgemart/worker-kit/rpc-binding";
import { z } from "zod";

const CatalogEnvironment = z.object({
  ...IdentityVars,
  ...RedisVarsShape,
  ...PostgresVarsShape,
  /** Connection string of the role `edgemart_catalog`. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" }),
  /** Member: what an administrator is now. */
  MEMBER_LOOKUP: rpcBinding<MemberLookupRpc>(),
});

/** The configuration of catalog. */
export type CatalogConfig = z.infer<typeof CatalogEnvironment>;

/** Reads the configuration. @throws ConfigError */
export const readCatalogConfig = configReader<CatalogConfig>(CatalogEnvironment);
