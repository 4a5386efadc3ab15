/** Sends auth's outbox to its queue, and reads it for the one who reads outboxes. */
import type { Database } from "@edgemart/postgres/client";
import { type EventSender, outboxReader, outboxSender } from "@edgemart/postgres/outbox";
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
      log("error", "auth.events_unsent", { queue, reason: reasonOf(thrown) }),
  });
}

/** Makes the reader. @param lagSeconds how old a row must be */
export function postgresOutbox(db: Database, lagSeconds: number) {
  return outboxReader({ db, outbox }, lagSeconds);
}
