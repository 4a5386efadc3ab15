/** Notes how long a phase of a request took. */
import type { GatewayContext } from "../context.ts";
import { inSpan } from "./span.ts";

/** Runs one phase of a request, as a span where the request is traced, and notes its time. The clock moves with I/O only, which is what a phase waits for. */
export async function timed<T>(
  c: GatewayContext,
  name: "jwt" | "ratelimit" | "revocation" | "idem" | "cache" | "upstream",
  work: () => Promise<T>,
): Promise<T> {
  const begunMs = Date.now();
  try {
    return await inSpan(c, name, work);
  } finally {
    c.get("timings").push({ name, ms: Date.now() - begunMs });
  }
}
