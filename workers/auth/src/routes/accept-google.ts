/** `POST /api/auth/google/accept`. */
import { reply } from "@edgemart/worker-kit/reply";
import { acceptGoogle as accept } from "../verbs/accept-google.ts";
import type { Route } from "./route.ts";

/** Opens an account and signs it in. */
export const acceptGoogle: Route<"acceptGoogle"> = async (c, { body }) => {
  const accepted = await accept(c.var.deps, body, c.var.caller);
  return accepted.ok ? reply(201, accepted.value) : accepted;
};
