/** The types of auth's routes: each is the handler of one operation, and what its checks have set is in its context. */

import type { authGroups } from "@edgemart/contracts/auth";
import type { emailGroups } from "@edgemart/contracts/email-change";
import type { googleGroups } from "@edgemart/contracts/google";
import type { Identity } from "@edgemart/contracts/identity";
import type { linkGroups } from "@edgemart/contracts/links";
import type { OperationsIn } from "@edgemart/contracts/operation";
import type { passkeyGroups } from "@edgemart/contracts/passkeys";
import type { secondFactorGroups } from "@edgemart/contracts/second-factor";
import type { AppEnv } from "@edgemart/worker-kit/create-app";
import type { Handler } from "@edgemart/worker-kit/serve-operations";
import type { MiddlewareHandler } from "hono";
import type { AuthConfig } from "../env.ts";
import type { Caller, Deps } from "../ports.ts";

/** What auth's middleware sets on a request. */
export interface AuthVariables {
  caller: Caller;
  /** Set by `bearer`, which is the first check of every operation that reads it. */
  identity: Identity;
  /** The 400 of an unreadable body, kept back until the checks that go before it have passed. */
  bodyRefusal: Response | null;
}
/** What a route finds in its Hono context. */
export type AuthAppEnv = AppEnv<AuthConfig, Deps, AuthVariables>;
/** A check before a handler. */
export type AuthMiddleware = MiddlewareHandler<AuthAppEnv>;

type AuthOperations = OperationsIn<
  typeof authGroups &
    typeof googleGroups &
    typeof emailGroups &
    typeof linkGroups &
    typeof passkeyGroups &
    typeof secondFactorGroups
>;
/** The handler of one operation of the contract. */
export type Route<Id extends keyof AuthOperations> = Handler<AuthOperations[Id], AuthAppEnv>;
