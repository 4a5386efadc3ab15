/** `POST /api/admin/points/adjust`. */
import { callContext } from "@edgemart/worker-kit/call";
import { reply } from "@edgemart/worker-kit/reply";
import { adjustPoints } from "../verbs/adjust-points.ts";
import type { Route } from "./route.ts";

const MEMBER_MS = 3_000;

export const adminAdjustPoints: Route<"adminAdjustPoints"> = async (c, { body, write }) => {
  const { config, deps } = c.var;
  const isMember = async (memberId: string) =>
    (await config.MEMBER_LOOKUP.standing(memberId, callContext(c, MEMBER_MS))) !== null;
  const adjusted = await adjustPoints({ ...deps, isMember }, body, write);
  return adjusted.ok ? reply(201, adjusted.value) : adjusted;
};
