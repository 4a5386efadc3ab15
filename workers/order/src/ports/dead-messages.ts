/** Messages that could not be handled, as staff see and settle them: each method is one statement. @see specs/notifications.md 8 */
import type { DeadMessageReads } from "@edgemart/contracts/dead-messages";
import type { Outcome } from "@edgemart/worker-kit/keyed-write";
import type { Acting } from "./changes.ts";

/** Dead messages. */
export interface DeadMessageAdmin extends DeadMessageReads {
  /** Notes what was decided; lost when it was settled before. */
  settle(id: string, how: "replayed" | "ignored", because: string, who: Acting): Promise<Outcome>;
}
