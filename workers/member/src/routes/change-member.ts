/** `PUT`, `PATCH` and `DELETE /api/members/:id`, `PUT …/role`, `PUT …/status`. */
import { MemberId } from "@edgemart/contracts/ids";
import { MemberPatch, MemberReplace, RoleInput, StatusInput } from "@edgemart/contracts/member";
import { problem } from "@edgemart/worker-kit/create-app";
import {
  requireAdminToken,
  requireFreshAuth,
  requireIdentity,
} from "@edgemart/worker-kit/require-identity";
import { strictJson, validJson, validParam } from "@edgemart/worker-kit/validate";
import type { Context } from "hono";
import { z } from "zod";
import { depsOf } from "../deps.ts";
import { changeRights, type Rights } from "../verbs/change-rights.ts";
import { factory, type MemberEnv } from "./member-env.ts";
import { sendMember } from "./send-member.ts";
import { BODY_BYTES_MAX, refused, writeOf } from "./write.ts";

const Params = z.object({ id: MemberId });

export const putMember = factory.createHandlers(
  requireIdentity,
  validParam(Params),
  strictJson(BODY_BYTES_MAX),
  validJson(MemberReplace),
  (c) => profile(c, c.req.valid("param").id, c.req.valid("json")),
);

export const patchMember = factory.createHandlers(
  requireIdentity,
  validParam(Params),
  strictJson(BODY_BYTES_MAX),
  validJson(MemberPatch),
  (c) => profile(c, c.req.valid("param").id, c.req.valid("json")),
);

export const deleteMember = factory.createHandlers(
  requireIdentity,
  requireFreshAuth,
  validParam(Params),
  (c) => rights(c, c.req.valid("param").id, { change: "remove" }),
);

export const putRole = factory.createHandlers(
  requireIdentity,
  requireAdminToken,
  requireFreshAuth,
  validParam(Params),
  strictJson(BODY_BYTES_MAX),
  validJson(RoleInput),
  (c) => rights(c, c.req.valid("param").id, { change: "role", ...c.req.valid("json") }),
);

export const putStatus = factory.createHandlers(
  requireIdentity,
  requireAdminToken,
  requireFreshAuth,
  validParam(Params),
  strictJson(BODY_BYTES_MAX),
  validJson(StatusInput),
  (c) => rights(c, c.req.valid("param").id, { change: "status", ...c.req.valid("json") }),
);

async function profile(c: Context<MemberEnv>, id: string, patch: MemberPatch): Promise<Response> {
  const write = writeOf(c, patch, "versioned");
  if (!write.ok) return problem(c, write.error);
  const changed = await depsOf(c.var.config).accounts.changeProfile(id, patch, write.value);
  return changed.kind === "done" ? sendMember(c, changed.value, 200) : refused(c, changed);
}

/** Role and status are said outright, whatever they were; a deletion names the version it means. */
async function rights(c: Context<MemberEnv>, id: string, asked: Rights): Promise<Response> {
  const write = writeOf(c, asked, asked.change === "remove" ? "versioned" : "absolute");
  if (!write.ok) return problem(c, write.error);
  const changed = await changeRights(depsOf(c.var.config), id, asked, write.value);
  if (changed.kind !== "done") return refused(c, changed);
  return asked.change === "remove" ? c.body(null, 204) : sendMember(c, changed.value, 200);
}
