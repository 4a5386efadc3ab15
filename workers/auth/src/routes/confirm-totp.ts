/** `POST /api/auth/totp`. */
import { reply } from "@edgemart/worker-kit/reply";
import { confirmTotp as confirm } from "../verbs/second-factor.ts";
import type { Route } from "./route.ts";

/** Turns the second factor on, or replaces it. */
export const confirmTotp: Route<"confirmTotp"> = async (c, { body }) => {
  const { caller, deps, identity } = c.var;
  const done = await confirm(deps, identity, body, caller);
  return done.ok ? reply(201, done.value) : done;
};
