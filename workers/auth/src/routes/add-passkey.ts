/** `POST /api/auth/passkeys`. */
import { reply } from "@edgemart/worker-kit/reply";
import { addPasskey as add } from "../verbs/passkeys.ts";
import type { Route } from "./route.ts";

/** Keeps a new passkey. */
export const addPasskey: Route<"addPasskey"> = async (c, { body }) => {
  const added = await add(c.var.deps, c.var.identity, body, c.var.caller);
  return added.ok ? reply(201, added.value) : added;
};
