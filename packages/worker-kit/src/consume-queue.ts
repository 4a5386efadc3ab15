/** Consumes a queue and its dead letters: each message is handled and acknowledged by itself. @see specs/notifications.md 8 */

/** A message as a queue gives it. */
export interface QueueMessage {
  id: string;
  body: unknown;
  /** Deliveries so far, this one included. */
  attempts: number;
  ack(): void;
  retry(options: { delaySeconds: number }): void;
}

/** A message that could not be handled, as it is kept. */
export interface DeadMessage {
  id: string;
  queue: string;
  body: unknown;
  reason: string;
}

/**
 * What became of a message: `handled` or `ignored` is over; `unreadable` is no event of a known shape, and `unhandled`
 * is of a version that is not known here: both are kept.
 */
export type MessageOutcome = "handled" | "ignored" | "unreadable" | "unhandled";

/** What a consumer does. */
export interface QueueConsumer {
  /** Handles one body. @throws when a store is unavailable: the message comes again */
  handle(body: unknown): Promise<MessageOutcome>;
  keepDead(message: DeadMessage): Promise<void>;
  /** Notes for the log what handling threw. */
  noteFailure(messageId: string, thrown: unknown): void;
  /** The first wait before another try, and the longest: each is twice the one before. @default 10 and 300 */
  waits?: { firstSeconds: number; maxSeconds: number };
}

const WAITS = { firstSeconds: 10, maxSeconds: 300 };

/**
 * Handles a batch. What cannot be handled is kept and acknowledged at once; only what throws is tried again, later each
 * time.
 *
 * @param queue the batch's queue, with the environment's name; dead letters are of a queue that ends in `-dead`
 */
export async function consumeQueue(
  queue: string,
  messages: readonly QueueMessage[],
  { handle, keepDead, noteFailure, waits: { firstSeconds, maxSeconds } = WAITS }: QueueConsumer,
): Promise<void> {
  const isDead = queue.replace(/-(staging|production)$/, "").endsWith("-dead");
  for (const message of messages) {
    const { id, body, attempts } = message;
    try {
      const outcome = isDead ? "dead" : await handle(body);
      if (outcome !== "handled" && outcome !== "ignored") {
        await keepDead({ id, queue, body, reason: outcome });
      }
      message.ack();
    } catch (thrown) {
      noteFailure(id, thrown);
      const delaySeconds = Math.min(maxSeconds, firstSeconds * 2 ** (attempts - 1));
      message.retry({ delaySeconds });
    }
  }
}
