/** `GET /api/auth/sessions`. */
import { reply } from "@edgemart/worker-kit/reply";
import { listSessions as list } from "../verbs/end-sessions.ts";
import type { Route } from "./route.ts";

/** Lists the caller's sessions, newest first. */
export const listSessions: Route<"listSessions"> = async (c) =>
  reply(200, { items: await list(c.var.deps, c.var.identity) });
