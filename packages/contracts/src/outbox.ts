/** What a Worker tells, read from where it is written: a message that a queue has lost is late then, not lost. @see specs/notifications.md 4 */
import { z } from "zod";
import type { CallContext } from "./call.ts";
import { Envelope } from "./events/envelope.ts";
import { Timestamp } from "./time.ts";

/** Most rows of one answer. */
export const OUTBOX_PAGE_MAX = 1_000;

/** Schema of a question for the rows of one queue. */
export const OutboxSinceInput = z.object({
  /** The queue's name without an environment's suffix. */
  queue: z.string().regex(/^[a-z-]{1,64}$/),
  /** Place of the last row that was read; null for the oldest that is kept. */
  after: z.object({ at: Timestamp, id: z.string().max(128) }).nullable(),
  limit: z.int().min(1).max(OUTBOX_PAGE_MAX),
});
/** A parsed `OutboxSinceInput`. */
export type OutboxSinceInput = z.infer<typeof OutboxSinceInput>;

/** Schema of a row: its place, and the event. One event has a row for each of its queues. */
export const OutboxRow = z.object({ id: z.string(), at: Timestamp, body: Envelope });
/** A parsed `OutboxRow`. */
export type OutboxRow = z.infer<typeof OutboxRow>;

/** The question that notification asks every producer. */
export interface OutboxRpc {
  /**
   * Gives rows of a queue by time and id, whether they were sent or not.
   *
   * Only those are given that are older than `OUTBOX_LAG_SECONDS`: a statement ends sooner, so nothing is written before a
   * place that was read.
   */
  since(input: OutboxSinceInput, call: CallContext): Promise<OutboxRow[]>;
}
