/** `GET /api/auth/totp`. */
import { reply } from "@edgemart/worker-kit/reply";
import { secondFactorOf as standing } from "../verbs/second-factor.ts";
import type { Route } from "./route.ts";

/** Tells the state of the caller's second factor. */
export const getSecondFactor: Route<"getSecondFactor"> = async (c) => {
  const { caller, deps, identity } = c.var;
  const done = await standing(deps, identity, caller);
  return done.ok ? reply(200, done.value) : done;
};
