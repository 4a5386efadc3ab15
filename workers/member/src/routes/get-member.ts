/** `GET /api/members/:id`: a member reads itself, an administrator anyone; the rest is 404. */
import { viewerOf } from "@edgemart/worker-kit/viewer";
import type { Route } from "./route.ts";
import { sendMember } from "./send-member.ts";

export const getMember: Route<"getMember"> = (c, { params }) =>
  sendMember(c.var.deps, params.id, viewerOf(c.var.identity));
