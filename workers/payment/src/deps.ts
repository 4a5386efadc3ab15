/** Composition root of payment: ports → PostgreSQL. */
import { connectPostgres } from "@edgemart/postgres/client";
import { isPostgresOutage } from "@edgemart/postgres/errors";
import { postgresBudget } from "@edgemart/postgres/vars";
import { postgresPaymentReads } from "./adapters/payment-reads.postgres.ts";
import type { PaymentConfig } from "./env.ts";
import type { Deps } from "./ports/deps.ts";

/** Chooses the implementations. Cheap: connections are kept by their own modules. */
export function depsOf(config: PaymentConfig): Deps {
  const db = connectPostgres(config.DATABASE_URL, postgresBudget(config));
  return { reads: postgresPaymentReads(db) };
}

/** Tells whether a question could not be answered because PostgreSQL is unavailable. */
export function isOutage(thrown: unknown): boolean {
  return isPostgresOutage(thrown);
}
