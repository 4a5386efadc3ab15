/** `GET /api/auth/passkeys`. */
import { reply } from "@edgemart/worker-kit/reply";
import { listPasskeys as list } from "../verbs/passkeys.ts";
import type { Route } from "./route.ts";

/** Lists the caller's passkeys, oldest first. */
export const listPasskeys: Route<"listPasskeys"> = async (c) =>
  reply(200, { items: await list(c.var.deps, c.var.identity, c.var.caller) });
