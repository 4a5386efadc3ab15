/** Gives due steps to the queue of steps, which this Worker takes itself. */
import type { QueueProducer } from "@edgemart/worker-kit/queue-binding";
import type { StepQueue } from "../ports/deps.ts";

/** Messages of one call; Cloudflare takes at most 100. */
const BATCH_MAX = 100;

/** Makes the sender. @param noteFailure what is not taken is due again when its lease is over */
export function stepQueue(queue: QueueProducer, noteFailure: (thrown: unknown) => void): StepQueue {
  return {
    async send(messages) {
      try {
        for (let at = 0; at < messages.length; at += BATCH_MAX) {
          await queue.sendBatch(messages.slice(at, at + BATCH_MAX).map((body) => ({ body })));
        }
      } catch (thrown) {
        noteFailure(thrown);
      }
    },
  };
}
