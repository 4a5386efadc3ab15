/** Sends an outbox to its queues and notes what was sent, and lists it for the one who reads outboxes. The rows are written with the change that they tell of. */
import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Database } from "./client.ts";
import { Instant } from "./columns.ts";
import { run, runAlone } from "./run.ts";

/** An event that was written with a change and is to be sent: its row, the queue it goes to, and its envelope. */
export const OutboxEvent = z.object({
  id: z.string(),
  queue: z.string(),
  body: z.record(z.string(), z.unknown()),
});
/** A parsed `OutboxEvent`. */
export type OutboxEvent = z.infer<typeof OutboxEvent>;

/** Sends what was written with a change; a failure costs no caller anything, the clock sends again. */
export interface EventSender {
  send(events: readonly OutboxEvent[]): Promise<void>;
  /** Sends what is still unsent. @returns how many were tried */
  sendUnsent(most: number): Promise<number>;
}

/** The part of a queue's producer that is used. */
interface Producer {
  sendBatch(messages: Iterable<{ body: unknown }>): Promise<unknown>;
}

/** What a sender is made with. */
export interface OutboxTerms {
  db: Database;
  /** The table `outbox` of the Worker's schema. */
  outbox: PgTable;
  /** Producers by the name of their queue; an event of another queue stays unsent, for the one who reads outboxes. */
  queues: Readonly<Record<string, Producer | undefined>>;
  /** Notes for the log why a batch was not sent, or not noted as sent. */
  noteFailure(queue: string, thrown: unknown): void;
}

/** A queue takes so many messages at once. */
const BATCH_MAX = 100;

/** Makes the sender. Delivery is at least once: what was sent and not noted is sent again. */
export function outboxSender({ db, outbox, queues, noteFailure }: OutboxTerms): EventSender {
  const sendBatch = async (name: string, queue: Producer, batch: readonly OutboxEvent[]) => {
    try {
      await queue.sendBatch(batch.map(({ body }) => ({ body })));
      return batch.map(({ id }) => id);
    } catch (thrown) {
      noteFailure(name, thrown);
      return [];
    }
  };
  /**
   * One statement for all queues: an event has a row for each. Its commit does not wait for the disk: a note that a crash
   * of the database forgets costs a second message, which no one counts.
   */
  const noteSent = async (ids: readonly string[]) => {
    try {
      await runAlone(
        db,
        sql`with quick as materialized (select set_config('synchronous_commit', 'off', true))
            update ${outbox} set sent_at = now() from quick
             where id = any (array(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)))`,
      );
    } catch (thrown) {
      noteFailure("outbox", thrown);
    }
  };
  const send = async (events: readonly OutboxEvent[]) => {
    const sent: string[] = [];
    for (const [name, all] of Map.groupBy(events, ({ queue }) => queue)) {
      const queue = queues[name];
      if (!queue) continue;
      for (let at = 0; at < all.length; at += BATCH_MAX) {
        sent.push(...(await sendBatch(name, queue, all.slice(at, at + BATCH_MAX))));
      }
    }
    if (sent.length > 0) await noteSent(sent);
  };
  // What waits for a queue that is not bound holds up no other event.
  const names = JSON.stringify(Object.keys(queues).filter((name) => queues[name]));
  return {
    send,
    async sendUnsent(most) {
      const events = await run(
        db,
        sql`update ${outbox} o set tries = tries + 1, due_at = now() + interval '30 seconds'
              from (select id from ${outbox}
                     where sent_at is null and queue in (select jsonb_array_elements_text(${names}::jsonb)) and created_at < now() - interval '5 seconds'
                       and coalesce(due_at, now()) <= now()
                     order by created_at limit ${most} for update skip locked) as unsent
             where o.id = unsent.id returning o.id, o.queue, o.body`,
        OutboxEvent,
      );
      await send(events);
      return events.length;
    },
  };
}

/** Which rows of an outbox are asked for: of one queue, after a place, at most so many. */
export interface OutboxAsked {
  queue: string;
  /** Null for the oldest. */
  after: { at: string; id: string } | null;
  limit: number;
}

const ReadRow = OutboxEvent.omit({ queue: true }).extend({ at: Instant });
/** A row with its place. */
export type ReadRow = z.infer<typeof ReadRow>;

/**
 * Makes the reader of an outbox: rows by place, whether they were sent or not.
 *
 * @param lagSeconds younger rows are left out: a statement may still write one before them
 */
export function outboxReader(
  { db, outbox }: Pick<OutboxTerms, "db" | "outbox">,
  lagSeconds: number,
): (asked: OutboxAsked) => Promise<ReadRow[]> {
  return ({ queue, after, limit }) => {
    const rest = after
      ? sql`(created_at, id) > (${after.at}::timestamptz, ${after.id})`
      : sql`true`;
    return run(
      db,
      sql`select id, created_at as at, body from ${outbox}
           where queue = ${queue} and created_at < now() - make_interval(secs => ${lagSeconds}) and ${rest}
           order by created_at, id limit ${limit}`,
      ReadRow,
    );
  };
}
