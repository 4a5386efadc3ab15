/** Environment of event → configuration. */
import type { MemberLookupRpc } from "@edgemart/contracts/member-lookup";
import { PostgresVarsShape } from "@edgemart/postgres/vars";
import { configReader } from "@edgemart/worker-kit/config";
import { IdentityVars } from "@edgemart/worker-kit/identity";
import { rpcBinding } from "@edgemart/worker-kit/rpc-binding";
import { z } from "zod";

const EventEnvironment = z.object({
  ...IdentityVars,
  ...PostgresVarsShape,
  /** Connection string of the role `edgemart_event`. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" }),
  /** Member: what an administrator is now. */
  MEMBER_LOOKUP: rpcBinding<MemberLookupRpc>(),
});

/** Parsed configuration of event. */
export type EventConfig = z.infer<typeof EventEnvironment>;
/** Reads it; cached by its raw values. */
export const readEventConfig = configReader<EventConfig>(EventEnvironment);
