/** `POST /api/auth/register/again`. */
import { reply } from "@edgemart/worker-kit/reply";
import { repeatRegistration as repeat } from "../verbs/register-by-mail.ts";
import type { Route } from "./route.ts";

/** Mails the link of a registration once more, and answers alike for every address. */
export const repeatRegistration: Route<"repeatRegistration"> = async (c, { body }) => {
  await repeat(c.var.deps, body, c.var.caller);
  return reply(202, { status: "verification_sent" });
};
