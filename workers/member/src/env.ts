/** Environment of member → configuration. */
import { OutboxVarsShape, PostgresVarsShape } from "@edgemart/postgres/vars";
import { RedisVarsShape } from "@edgemart/redis/vars";
import { configReader } from "@edgemart/worker-kit/config";
import { IdentityVars } from "@edgemart/worker-kit/identity";
import { queueBinding } from "@edgemart/worker-kit/queue-binding";
import { z } from "zod";

const MemberEnvironment = z.object({
  ...IdentityVars,
  ...RedisVarsShape,
  ...PostgresVarsShape,
  ...OutboxVarsShape,
  /** Connection string of the role `edgemart_member`. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" }),
  /** Takes the events that members are notified of. */
  NOTIFY_QUEUE: queueBinding(),
});

export type MemberConfig = z.infer<typeof MemberEnvironment>;
export const readMemberConfig = configReader<MemberConfig>(MemberEnvironment);
