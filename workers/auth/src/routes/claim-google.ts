/** `POST /api/auth/google/claim`. */
import { reply } from "@edgemart/worker-kit/reply";
import { askToClaim } from "../verbs/claim.ts";
import type { Route } from "./route.ts";

/** Mails a link to the account's address. */
export const claimGoogle: Route<"claimGoogle"> = async (c, { body }) => {
  const asked = await askToClaim(c.var.deps, body, c.var.caller);
  return asked.ok ? reply(202, { status: "ok" }) : asked;
};
