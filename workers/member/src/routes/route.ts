/** The type of member's routes: each is the handler of one operation. */
import type { memberGroups } from "@edgemart/contracts/member";
import type { OperationsIn } from "@edgemart/contracts/operation";
import type { MemberAppEnv } from "@edgemart/worker-kit/create-app";
import type { Handler } from "@edgemart/worker-kit/serve-operations";
import type { MemberConfig } from "../env.ts";
import type { Deps } from "../ports.ts";

/** What a route finds in its Hono context. */
export type MemberEnv = MemberAppEnv<MemberConfig, Deps>;

type MemberOperations = OperationsIn<typeof memberGroups>;
export type Route<Id extends keyof MemberOperations> = Handler<MemberOperations[Id], MemberEnv>;
