/** `POST /api/auth/totp/setup`. */
import { reply } from "@edgemart/worker-kit/reply";
import { setUpTotp as setUp } from "../verbs/second-factor.ts";
import type { Route } from "./route.ts";

/** Makes a secret that waits for its first code. */
export const setUpTotp: Route<"setUpTotp"> = async (c) => {
  const { caller, deps, identity } = c.var;
  const done = await setUp(deps, identity, caller);
  return done.ok ? reply(200, done.value) : done;
};
