/** `POST /api/auth/refresh`. */
import { reply } from "@edgemart/worker-kit/reply";
import { refresh } from "../verbs/refresh.ts";
import type { Route } from "./route.ts";

/** Exchanges a refresh token for new tokens. */
export const refreshSession: Route<"refreshSession"> = async (c, { body }) => {
  const renewed = await refresh(c.var.deps, body.refreshToken, c.var.caller);
  return renewed.ok ? reply(200, renewed.value) : renewed;
};
