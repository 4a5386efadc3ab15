/** What auth's middleware sets on a request. Types only. */
import type { Identity } from "@edgemart/contracts/identity";
import type { AppEnv } from "@edgemart/worker-kit/create-app";
import type { MiddlewareHandler } from "hono";
import type { AuthConfig } from "../env.ts";
import type { Caller, Deps } from "../ports.ts";

export interface AuthVariables {
  deps: Deps;
  caller: Caller;
  /** Set by `bearer`, which every route that reads it begins with. */
  identity: Identity;
  /** The 400 of an unreadable body, kept back until the checks that go before it have passed. */
  bodyRefusal: Response | null;
}
export type AuthAppEnv = AppEnv<AuthConfig, unknown, AuthVariables>;
export type AuthMiddleware = MiddlewareHandler<AuthAppEnv>;
