/** `POST /api/auth/claim`. */
import { reply } from "@edgemart/worker-kit/reply";
import { claim as connect } from "../verbs/claim.ts";
import { noteSignIn } from "../verbs/tell-noted.ts";
import type { Route } from "./route.ts";

/** Connects Google by a mailed link, and signs in. */
export const claim: Route<"claim"> = async (c, { body }) => {
  const claimed = await connect(c.var.deps, body, c.var.caller);
  if (claimed.ok) noteSignIn(c.var.caller, claimed.value, "google");
  return claimed.ok ? reply(200, claimed.value) : claimed;
};
