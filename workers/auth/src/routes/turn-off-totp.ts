/** `POST /api/auth/totp/off`. */
import { reply } from "@edgemart/worker-kit/reply";
import { turnOffTotp as turnOff } from "../verbs/second-factor.ts";
import type { Route } from "./route.ts";

/** Turns the second factor off. */
export const turnOffTotp: Route<"turnOffTotp"> = async (c, { body }) => {
  const { caller, deps, identity } = c.var;
  const done = await turnOff(deps, identity, body, caller);
  return done.ok ? reply(204, null) : done;
};
