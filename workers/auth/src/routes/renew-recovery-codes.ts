/** `POST /api/auth/totp/recovery`. */
import { reply } from "@edgemart/worker-kit/reply";
import { renewRecoveryCodes as renew } from "../verbs/second-factor.ts";
import type { Route } from "./route.ts";

/** Makes new recovery codes. */
export const renewRecoveryCodes: Route<"renewRecoveryCodes"> = async (c) => {
  const { caller, deps, identity } = c.var;
  const done = await renew(deps, identity, caller);
  return done.ok ? reply(201, done.value) : done;
};
