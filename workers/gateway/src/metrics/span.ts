/** Phases of a request as spans of the platform's trace; a request that is not traced pays one look. @see gateway spec 45 */
import type { GatewayContext } from "../context.ts";

/**
 * Runs one phase inside a span of its name.
 *
 * The platform neither accepts nor sends a W3C trace context, so each span carries ours and can be found by it.
 */
export function inSpan<T>(c: GatewayContext, name: string, work: () => Promise<T>): Promise<T> {
  const tracing = tracingOf(c);
  // Entering a span costs several microseconds even where no one looks at it (measured): most requests are not sampled.
  if (!tracing?.getActiveSpan()?.isTraced) return work();
  return tracing.enterSpan(name, (span) => {
    span.setAttributes({ traceparent: c.get("traceparent"), "request.id": c.get("requestId") });
    return work();
  });
}

/** Hono's type of the context does not name it; the runtime's does since 2026-06-16. Elsewhere it is absent. */
function tracingOf(c: GatewayContext): Tracing | undefined {
  return (c.executionCtx as Partial<Pick<ExecutionContext, "tracing">>).tracing;
}
