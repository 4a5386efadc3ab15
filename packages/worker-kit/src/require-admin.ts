/** Decides a privileged request on what its sender is now: member is asked once the request has come, and nothing is kept. */
import type { Identity } from "@edgemart/contracts/identity";
import { adminRefusal, type MemberLookupRpc } from "@edgemart/contracts/member-lookup";
import { adminTokenRefusal } from "@edgemart/contracts/mfa";
import type { Failure } from "@edgemart/contracts/result";
import { createMiddleware } from "hono/factory";
import { callContext, type Incoming } from "./call.ts";
import { type AppVariables, problem } from "./create-app.ts";
import { remainingMs, withDeadline } from "./deadline.ts";
import { log, reasonOf } from "./log.ts";

const WAIT_MS = 3_000;

interface Needs<Config> {
  Bindings: object;
  Variables: AppVariables<Config> & { identity: Identity };
}

/**
 * Lets an administrator through; placed after `requireIdentity`.
 *
 * A read is decided on the token, which says that a second factor was proved; an unsafe request also on the row of now: one
 * RPC, one statement.
 *
 * @param lookupOf the binding to member in the Worker's configuration
 * @see architecture 21, specs/identity.md 46
 */
export function requireAdmin<Config>(lookupOf: (config: Config) => MemberLookupRpc) {
  return createMiddleware<Needs<Config>>(async function requireAdmin(c, next) {
    const code = adminTokenRefusal(c.get("identity"));
    if (code) return problem(c, { code });
    const isRead = c.req.method === "GET" || c.req.method === "HEAD";
    const refused = isRead ? null : await refusalOfNow(c, lookupOf(c.get("config")));
    if (refused) return problem(c, refused);
    await next();
  });
}

/**
 * Asks whether the sender is an active administrator now; null when it is.
 *
 * @returns `token_invalid`: disabled, deleted or unknown · `forbidden`: no administrator any more ·
 *          `temporarily_unavailable`: member did not tell, so nothing may be done
 */
export async function refusalOfNow(
  c: Incoming & { var: { identity: Identity } },
  lookup: MemberLookupRpc,
): Promise<Failure<"token_invalid" | "forbidden" | "temporarily_unavailable"> | null> {
  const call = callContext(c, WAIT_MS);
  try {
    const { memberId } = c.var.identity;
    const asked = lookup.standing(memberId, call);
    const standing = await withDeadline(asked, remainingMs(call.deadline, Date.now(), WAIT_MS));
    const code = adminRefusal(standing);
    return code && { code };
  } catch (thrown) {
    log("error", "standing.unknown", { requestId: call.requestId, reason: reasonOf(thrown) });
    return { code: "temporarily_unavailable", retryAfterSeconds: 1 };
  }
}
