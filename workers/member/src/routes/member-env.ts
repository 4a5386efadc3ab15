/** What a route of member finds in its Hono context. */
import type { Identity } from "@edgemart/contracts/identity";
import type { AppVariables } from "@edgemart/worker-kit/create-app";
import { createFactory } from "hono/factory";
import type { MemberConfig } from "../env.ts";

export interface MemberEnv {
  Bindings: object;
  /** `identity` is set by `requireIdentity`, which every route but health begins with. */
  Variables: AppVariables<MemberConfig> & { identity: Identity };
}

export const factory = createFactory<MemberEnv>();
