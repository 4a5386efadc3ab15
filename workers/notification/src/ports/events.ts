/** Events that came, and how far the outboxes were read: each method is one statement. @see specs/notifications.md 4, 9 */
import type { Plan } from "../core/plan.ts";

/** Which way an event came. */
export type Via = "queue" | "pull" | "replay";

/** What keeping an event came to. */
export interface Kept {
  /** False: it was seen before, and nothing was written. */
  isNew: boolean;
  /** Mails that are due now. */
  due: string[];
  /** Text messages that are due now. */
  texts: string[];
  /** Messages to browsers that are due now. */
  pushes: string[];
}

/** How far a producer's outbox was read. */
export interface Place {
  at: string;
  id: string;
}

/** Events. */
export interface EventStore {
  /** Keeps an event with everything it asks for, once. */
  keep(plan: Plan, via: Via): Promise<Kept>;
  /** Gives those of the ids that were never seen. */
  unseen(ids: readonly string[]): Promise<string[]>;
  /** Gives how far each producer was read. */
  places(): Promise<Map<string, Place>>;
  /** Notes how far a producer was read; null: it answered, and there was nothing new. */
  advance(source: string, place: Place | null): Promise<void>;
}
