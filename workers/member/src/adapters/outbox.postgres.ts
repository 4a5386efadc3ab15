/** Member's outbox: the way to its queue, and as the one who reads outboxes sees it. */
import type { Database } from "@edgemart/postgres/client";
import { type EventSender, outboxReader, outboxSender } from "@edgemart/postgres/outbox";
import { run } from "@edgemart/postgres/run";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { QueueProducer } from "@edgemart/worker-kit/queue-binding";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { outbox } from "../../db/schema.ts";
import type { EffectStore } from "../ports.ts";

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
      log("error", "member.events_unsent", { queue, reason: reasonOf(thrown) }),
  });
}

/** Makes the reader. @param lagSeconds how old a row must be */
export function postgresOutbox(db: Database, lagSeconds: number) {
  return outboxReader({ db, outbox }, lagSeconds);
}

/** Makes what forgets events of more than 14 days ago, the oldest first. */
export function postgresToldEvents(db: Database): EffectStore {
  return {
    async forgetOld(rowsMax) {
      const gone = await run(
        db,
        sql`delete from ${outbox} where id in (
              select id from ${outbox} where created_at < now() - interval '14 days' order by created_at limit ${rowsMax})
            returning id`,
        z.object({ id: z.string() }),
      );
      return gone.length;
    },
  };
}
