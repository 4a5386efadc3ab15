/** `POST /api/auth/verify`. @see RFC 7662 */
import { reply } from "@edgemart/worker-kit/reply";
import { verify } from "../verbs/verify.ts";
import type { Route } from "./route.ts";

/** Tells a trusted server whether an access token is good right now. */
export const verifyAccessToken: Route<"verifyAccessToken"> = async (c, { body }) =>
  reply(200, await verify(c.var.deps, body.token));
