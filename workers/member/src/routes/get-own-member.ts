/** `GET /api/members/me`. */
import { viewerOf } from "@edgemart/worker-kit/viewer";
import type { Route } from "./route.ts";
import { sendMember } from "./send-member.ts";

export const getOwnMember: Route<"getOwnMember"> = (c) => {
  const viewer = viewerOf(c.var.identity);
  return sendMember(c.var.deps, viewer.memberId, viewer);
};
