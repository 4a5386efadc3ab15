/** `POST /api/members`: an administrator makes a member without a password. */
import { versioned } from "@edgemart/worker-kit/reply";
import { createMember as create } from "../verbs/create-member.ts";
import type { Route } from "./route.ts";

export const createMember: Route<"createMember"> = async (c, { body, write }) => {
  const created = await create(body, write, c.var.deps);
  if (!created.ok) return created;
  return versioned(201, created.value, { location: `/api/members/${created.value.id}` });
};
