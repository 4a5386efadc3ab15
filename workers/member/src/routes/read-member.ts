/** `GET /api/members/:id` and `/me`: a member reads itself, an administrator anyone; the rest is 404. */
import { MemberId } from "@edgemart/contracts/ids";
import { problem } from "@edgemart/worker-kit/create-app";
import { requireIdentity } from "@edgemart/worker-kit/require-identity";
import { validParam } from "@edgemart/worker-kit/validate";
import type { Context } from "hono";
import { z } from "zod";
import { depsOf } from "../deps.ts";
import { factory, type MemberEnv } from "./member-env.ts";
import { sendMember } from "./send-member.ts";

export const getMe = factory.createHandlers(requireIdentity, (c) =>
  read(c, c.var.identity.memberId),
);

export const getMember = factory.createHandlers(
  requireIdentity,
  validParam(z.object({ id: MemberId })),
  (c) => read(c, c.req.valid("param").id),
);

async function read(c: Context<MemberEnv>, id: string): Promise<Response> {
  const { memberId, role } = c.var.identity;
  const viewer = { memberId, seesAll: role === "admin" };
  const found = await depsOf(c.var.config).members.find(id, viewer);
  return found ? sendMember(c, found, 200) : problem(c, { code: "not_found" });
}
