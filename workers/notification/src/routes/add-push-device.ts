/** `POST /api/notifications/push`: the address is checked here, and again whenever it is written to. */
import { err } from "@edgemart/contracts/result";
import { reply } from "@edgemart/worker-kit/reply";
import { pushServiceOf } from "../core/push-service.ts";
import type { Route } from "./route.ts";

/** Adds a browser of the caller's. */
export const addPushDevice: Route<"addPushDevice"> = async (c, { body }) => {
  const { push, pushes } = c.var.deps;
  const { memberId, sessionId } = c.var.identity;
  const target = { endpoint: body.endpoint, keyId: body.keyId, ...body.keys };
  const browser = pushServiceOf(body.endpoint);
  if (browser === null || !(await push.isUsable(target))) return err("push_endpoint_refused");
  const added = await pushes.add({ ...target, memberId, sessionId, browser });
  if (added === "full") return err("devices_full");
  if (added === "ended") return err("session_revoked");
  return reply(200, added);
};
