/** The way out to a queue. */
import { z } from "zod";

/** The part of a queue's producer that is used. */
export interface QueueProducer {
  sendBatch(messages: Iterable<{ body: unknown }>): Promise<unknown>;
}

/** Schema of a producer's binding; absent where the environment has no such queue. */
export function queueBinding() {
  return z
    .custom<QueueProducer>(
      (value) => typeof value === "object" && value !== null && "sendBatch" in value,
      "queue is missing",
    )
    .optional();
}
