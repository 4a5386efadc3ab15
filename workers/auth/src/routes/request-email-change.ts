/** `POST /api/auth/email/change`. */
import { reply } from "@edgemart/worker-kit/reply";
import { requestEmailChange as request } from "../verbs/change-email.ts";
import type { Route } from "./route.ts";

/** Mails a link to another address, and answers alike for a free and a taken one. */
export const requestEmailChange: Route<"requestEmailChange"> = async (c, { body }) => {
  const done = await request(c.var.deps, c.var.identity, body.email, c.var.caller);
  return done.ok ? reply(202, { status: "ok" }) : done;
};
