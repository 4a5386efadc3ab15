/** The context a Worker hands on when it asks another one by RPC. */
import type { CallContext } from "@edgemart/contracts/call";
import { HEADER } from "@edgemart/contracts/headers";
import type { AppVariables } from "./create-app.ts";

/** As much of a Hono context as a call needs, whatever else the Worker keeps in it. */
export interface Incoming {
  req: { header(name: string): string | undefined };
  var: Pick<AppVariables<unknown>, "requestId" | "traceparent">;
}

/**
 * Builds the call context of this request; the caller's own deadline wins when it is nearer.
 *
 * @param budgetMs how long this Worker is willing to wait
 */
export function callContext(c: Incoming, budgetMs: number): CallContext {
  const own = Date.now() + budgetMs;
  const callers = Number(c.req.header(HEADER.deadline) ?? Number.NaN);
  return {
    requestId: c.var.requestId,
    traceparent: c.var.traceparent,
    deadline: Number.isFinite(callers) ? Math.min(own, callers) : own,
  };
}
