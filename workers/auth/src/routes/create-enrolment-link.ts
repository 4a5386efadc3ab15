/** `POST /api/auth/members/:id/mfa-link`. */
import { reply } from "@edgemart/worker-kit/reply";
import { createEnrolmentLink as create } from "../verbs/enrolment.ts";
import type { Route } from "./route.ts";

/** Makes a one-time link by which an administrator enrols a first second factor. */
export const createEnrolmentLink: Route<"createEnrolmentLink"> = async (c, { params }) => {
  const { caller, deps, identity } = c.var;
  const made = await create(deps, identity, params.id, caller);
  return made.ok ? reply(201, made.value) : made;
};
