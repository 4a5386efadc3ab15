/** What the clock does once an hour, in PostgreSQL. */
import type { Database } from "@edgemart/postgres/client";
import { keyedEffects } from "@edgemart/postgres/keyed-effect";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { keyedEffect } from "../../db/schema.ts";
import type { Upkeep } from "../ports/upkeep.ts";

const ROWS_MAX = 500;

/** Makes the upkeep; each visit is bounded, the next one goes on. */
export function postgresUpkeep(db: Database): Upkeep {
  return {
    async tidy() {
      const [row] = await run(
        db,
        sql`with hooks as (
              delete from payment.webhook where (gateway, id) in (
                select gateway, id from payment.webhook where received_at < now() - interval '90 days'
                 order by received_at limit ${ROWS_MAX}) returning 1),
            events as (
              delete from payment.outbox where id in (
                select id from payment.outbox where created_at < now() - interval '14 days'
                 order by created_at limit ${ROWS_MAX}) returning 1),
            payers as (
              update payment.payment set sealed = null where id in (
                select id from payment.payment where sealed is not null and created_at < now() - interval '30 days'
                 order by created_at limit ${ROWS_MAX}) returning 1),
            voids as (
              update payment.payment set void_account = null where id in (
                select id from payment.payment where void_account is not null and updated_at < now() - interval '30 days'
                 order by updated_at limit ${ROWS_MAX}) returning 1),
            accounts as (
              update payment.refund set sealed_account = null where id in (
                select id from payment.refund
                 where sealed_account is not null and created_at < now() - interval '30 days'
                 order by created_at limit ${ROWS_MAX}) returning 1)
            select ((select count(*) from hooks) + (select count(*) from events)
                  + (select count(*) from payers) + (select count(*) from voids) + (select count(*) from accounts))::int as changed`,
        z.object({ changed: z.int() }),
      );
      return row?.changed ?? 0;
    },
    forgetOld: (rowsMax) => keyedEffects(keyedEffect, "subject_id").forgetOld(db, rowsMax),
  };
}
