/** Sends payment's outbox to its queues. */
import type { Database } from "@edgemart/postgres/client";
import { type EventSender, outboxSender } from "@edgemart/postgres/outbox";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { QueueProducer } from "@edgemart/worker-kit/queue-binding";
import { outbox } from "../../db/schema.ts";

/** Makes the sender. @param queues producers by the name of their queue */
export function queueEvents(
  db: Database,
  queues: Readonly<Record<string, QueueProducer | undefined>>,
): EventSender {
  return outboxSender({
    db,
    outbox,
    queues,
    noteFailure: (queue, thrown) =>
      log("error", "payment.events_unsent", { queue, reason: reasonOf(thrown) }),
  });
}
