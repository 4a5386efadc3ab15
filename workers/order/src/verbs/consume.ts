/** Consumes order's queues: each message is handled and acknowledged by itself. */
import type { CallContext } from "@edgemart/contracts/call";
import type { Deps } from "../ports/deps.ts";
import { hearPayment } from "./hear-payment.ts";

/** A message as a queue gives it. */
export interface QueueMessage {
  id: string;
  body: unknown;
  attempts: number;
  ack(): void;
  retry(options: { delaySeconds: number }): void;
}

const RETRY_SECONDS = 10;
const RETRY_SECONDS_MAX = 300;

/** Handles a batch. What cannot be read is kept and acknowledged at once; only an outage is tried again. */
export async function consume(
  deps: Deps,
  queue: string,
  messages: readonly QueueMessage[],
  call: CallContext,
): Promise<void> {
  const isDead = queue.replace(/-(staging|production)$/, "").endsWith("-dead");
  for (const message of messages) {
    try {
      const outcome = isDead ? "dead" : await hearPayment(deps, message.body, call);
      if (outcome === "dead" || outcome === "unreadable") {
        await deps.keepDead({ id: message.id, queue, body: message.body, reason: outcome });
      }
      message.ack();
    } catch (thrown) {
      deps.noteFailure("message", message.id, thrown);
      const delaySeconds = Math.min(RETRY_SECONDS_MAX, RETRY_SECONDS * 2 ** (message.attempts - 1));
      message.retry({ delaySeconds });
    }
  }
}
