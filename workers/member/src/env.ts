/** Environment of member → configuration. */
import { PostgresVarsShape } from "@edgemart/postgres/vars";
import { RedisVarsShape } from "@edgemart/redis/vars";
import { configReader } from "@edgemart/worker-kit/config";
import { IdentityVars } from "@edgemart/worker-kit/identity";
import { z } from "zod";

const MemberEnvironment = z.object({
  ...IdentityVars,
  ...RedisVarsShape,
  ...PostgresVarsShape,
  /** Connection string of the role `edgemart_member`. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" }),
});

export type MemberConfig = z.infer<typeof MemberEnvironment>;
export const readMemberConfig = configReader<MemberConfig>(MemberEnvironment);
