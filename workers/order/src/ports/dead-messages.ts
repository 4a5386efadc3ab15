/** Messages that could not be handled, as staff see and settle them: each method is one statement. @see specs/notifications.md 8 */
import type { DeadMessage } from "@edgemart/contracts/dead-messages";
import type { DeadPosition } from "../core/position.ts";
import type { Acting } from "./changes.ts";
import type { Outcome } from "./terms.ts";

/** A message with what decides on a replay. */
export interface DeadLetter {
  shown: DeadMessage;
  /** As the queue gave it. */
  body: unknown;
  /** Older than 30 days: what it speaks of is settled otherwise. */
  isOld: boolean;
}

/** Dead messages. */
export interface DeadMessageAdmin {
  /** Newest first. */
  list(isSettled: boolean, after: DeadPosition | null, limit: number): Promise<DeadMessage[]>;
  find(id: string): Promise<DeadLetter | null>;
  /** Notes what was decided; lost when it was settled before. */
  settle(id: string, how: "replayed" | "ignored", because: string, who: Acting): Promise<Outcome>;
}
