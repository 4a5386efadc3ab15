/** `POST /api/members`: an administrator makes a member without a password. */
import { MemberCreate } from "@edgemart/contracts/member";
import { problem } from "@edgemart/worker-kit/create-app";
import { presentedKey } from "@edgemart/worker-kit/presented-key";
import { requireAdminToken, requireIdentity } from "@edgemart/worker-kit/require-identity";
import { strictJson, validJson } from "@edgemart/worker-kit/validate";
import { depsOf } from "../deps.ts";
import { createMember } from "../verbs/create-member.ts";
import { factory } from "./member-env.ts";
import { sendMember } from "./send-member.ts";

const BODY_BYTES_MAX = 16 * 1024;

export const postMember = factory.createHandlers(
  requireIdentity,
  requireAdminToken,
  strictJson(BODY_BYTES_MAX),
  validJson(MemberCreate),
  async (c) => {
    const key = presentedKey(c.req);
    if (!key.ok) return problem(c, key.error);
    const by = c.var.identity.memberId;
    const created = await createMember(c.req.valid("json"), by, key.value, depsOf(c.var.config));
    if (!created.ok) return problem(c, created.error);
    c.header("location", `/api/members/${created.value.id}`);
    return sendMember(c, created.value, 201);
  },
);
