/** What every RPC call carries besides its input. */
import { z } from "zod";

/** Parses the context of a call: request id, trace and deadline. */
export const CallContext = z.object({
  requestId: z.string().max(64),
  traceparent: z.string().max(64),
  /** Epoch milliseconds after which the caller no longer waits. */
  deadline: z.number(),
});
/** A parsed `CallContext`. */
export type CallContext = z.infer<typeof CallContext>;
