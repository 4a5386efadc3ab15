/** Webhooks in PostgreSQL. @see db/migrations/0003_webhooks.sql */
import type { Database } from "@edgemart/postgres/client";
import { run, runAlone } from "@edgemart/postgres/run";
import { runContended } from "@edgemart/postgres/run-contended";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { LEASE_SECONDS } from "../core/waits.ts";
import type { WebhookStore } from "../ports/webhook-store.ts";
import { Answer } from "./function-calls.ts";

const dropped = z.int();
const Taken = z.object({
  answer: z.union([
    Answer.extend({ did: z.literal("look"), dropped }),
    z.strictObject({ did: z.enum(["soon", "nothing"]), dropped }),
  ]),
});

/** Makes the store of webhooks. @param pace how much shorter a lease is; 1 outside tests */
export function postgresWebhooks(db: Database, pace: number): WebhookStore {
  const lease = sql`make_interval(secs => ${LEASE_SECONDS / pace}::float8)`;
  return {
    async keep({ gateway, id, paymentId, type, status, secretHash }) {
      // What is final stays so: it is read without its lock.
      const [kept] = await run(
        db,
        sql`with p as (select * from payment.payment where id = ${paymentId}),
            kept as (
              insert into payment.webhook (gateway, id, payment_id, type, status, secret_hash, handled_at)
              select ${gateway}, ${id}, ${paymentId}, ${type}, ${status}, ${secretHash}::text,
                     case when ${secretHash}::text is null and exists (
                       select from p where p.card_minor = 0 or p.state = 'VOIDED'
                           or p.state = 'PAID' and p.instrument ->> 'kind' <> 'virtual_account') then clock_timestamp() end
              on conflict do nothing returning handled_at)
            select handled_at is null and not exists (
                     select from p where p.state = 'CONFIRMING' and p.next_look_at > clock_timestamp()) as "isOpen"
              from kept`,
        z.object({ isOpen: z.boolean() }),
      );
      return kept?.isOpen ?? true;
    },
    async take(paymentId) {
      const [found] = await runContended(
        db,
        sql`select payment.take_webhooks(${paymentId}, ${lease}) as answer`,
        Taken,
      );
      if (!found) throw new Error("a function gave no row");
      return found.answer;
    },
    handled: (paymentId) =>
      runAlone(
        db,
        sql`update payment.webhook set handled_at = clock_timestamp()
             where payment_id = ${paymentId} and handled_at is null and taken_at is not null`,
      ),
    async unhandled(most) {
      const rows = await run(
        db,
        sql`select payment_id as id from payment.webhook where handled_at is null
             group by payment_id order by min(received_at) limit ${most}`,
        z.object({ id: z.string() }),
      );
      return rows.map(({ id }) => id);
    },
  };
}
