/** Sends the outbox to its queues, and notes what was sent. */
import type { Database } from "@edgemart/postgres/client";
import { run, runAlone } from "@edgemart/postgres/run";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { EventSender } from "../ports/deps.ts";
import type { OutboxEvent } from "../ports/payment-store.ts";

/** The part of a queue's producer binding that is used. */
export interface QueueProducer {
  sendBatch(messages: Iterable<{ body: unknown }>): Promise<unknown>;
}

/** A queue takes so many messages at once. */
const BATCH_MAX = 100;

const Unsent = z.object({
  id: z.string(),
  queue: z.string(),
  body: z.record(z.string(), z.unknown()),
});

/** Makes the sender. @param queues producers by the name of their queue */
export function queueEvents(
  db: Database,
  queues: Readonly<Record<string, QueueProducer>>,
): EventSender {
  const send = async (events: readonly OutboxEvent[]) => {
    for (const [name, all] of Map.groupBy(events, ({ queue }) => queue)) {
      const queue = queues[name];
      if (!queue) continue;
      for (let at = 0; at < all.length; at += BATCH_MAX) {
        const batch = all.slice(at, at + BATCH_MAX);
        try {
          await queue.sendBatch(batch.map(({ body }) => ({ body })));
          await runAlone(
            db,
            sql`update payment.outbox set sent_at = now()
                 where id = any (array(select jsonb_array_elements_text(${JSON.stringify(batch.map(({ id }) => id))}::jsonb)))`,
          );
        } catch (thrown) {
          log("error", "payment.events_unsent", { queue: name, reason: reasonOf(thrown) });
        }
      }
    }
  };
  return {
    send,
    async sendUnsent(most) {
      const events = await run(
        db,
        sql`update payment.outbox o set tries = tries + 1, due_at = now() + interval '30 seconds'
              from (select id from payment.outbox
                     where sent_at is null and created_at < now() - interval '5 seconds'
                       and coalesce(due_at, now()) <= now()
                     order by created_at limit ${most} for update skip locked) as unsent
             where o.id = unsent.id returning o.id, o.queue, o.body`,
        Unsent,
      );
      await send(events);
      return events.length;
    },
  };
}
