/** `POST /api/auth/password/forgot`. */
import { reply } from "@edgemart/worker-kit/reply";
import { requestReset as request } from "../verbs/reset-password.ts";
import type { Route } from "./route.ts";

/** Mails a link to a new password, and answers alike for every address. */
export const requestReset: Route<"requestReset"> = async (c, { body }) => {
  await request(c.var.deps, body, c.var.caller);
  return reply(202, { status: "ok" });
};
