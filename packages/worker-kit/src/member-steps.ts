/** Who may use an operation that takes a member's access token: identity, right, freshness, in this order. */
import type { Operation } from "@edgemart/contracts/operation";
import type { MiddlewareHandler } from "hono";
import { requireFreshAuth, requireIdentity } from "./require-identity.ts";

/**
 * Makes the checks of an operation's credential.
 *
 * @param isAdmin decides on administrators: `requireAdmin` asks member; `requireAdminToken` is enough where the statement
 *                that writes decides
 */
export function memberSteps(
  { credential, right, fresh }: Operation,
  isAdmin: MiddlewareHandler,
): MiddlewareHandler[] {
  if (credential !== "bearer") return [];
  return [
    requireIdentity,
    ...(right === "admin" ? [isAdmin] : []),
    ...(fresh ? [requireFreshAuth] : []),
  ];
}
