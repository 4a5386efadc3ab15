/** `POST /api/auth/identities/google`. */
import { reply } from "@edgemart/worker-kit/reply";
import { addGoogle as add } from "../verbs/identities.ts";
import type { Route } from "./route.ts";

/** Links a Google account. */
export const addGoogle: Route<"addGoogle"> = async (c, { body }) => {
  const added = await add(c.var.deps, c.var.identity, body, c.var.caller);
  return added.ok ? reply(201, added.value) : added;
};
