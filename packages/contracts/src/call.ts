/** What every RPC call carries besides its input. */
import { z } from "zod";

export const CallContext = z.object({
  requestId: z.string().max(64),
  traceparent: z.string().max(64),
  /** Epoch milliseconds after which the caller no longer waits. */
  deadline: z.number(),
});
export type CallContext = z.infer<typeof CallContext>;
