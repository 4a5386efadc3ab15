/** `POST /api/auth/email/verify`. */
import { reply } from "@edgemart/worker-kit/reply";
import { requestVerification as request } from "../verbs/change-email.ts";
import type { Route } from "./route.ts";

/** Mails a link that confirms the caller's address. */
export const requestVerification: Route<"requestVerification"> = async (c) => {
  const done = await request(c.var.deps, c.var.identity, c.var.caller);
  return done.ok ? reply(202, { status: "ok" }) : done;
};
