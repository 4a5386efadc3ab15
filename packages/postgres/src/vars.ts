/** Vars of every Worker that keeps something in PostgreSQL. */
import type { StoreBudget } from "@edgemart/worker-kit/store-budget";
import { z } from "zod";

const wait = z.coerce.number().int().min(50).max(10_000);

/** PostgreSQL itself ends a statement after this, however early the driver stopped waiting: a migration sets it for each role. */
export const STATEMENT_MS_MAX = 6_000;

/** Parses the variables of the waits, in milliseconds from 50 to 10 000. */
export const PostgresVarsShape = {
  /** Three round trips and the statement. */
  POSTGRES_FIRST_MS: wait.default(3_000),
  /** One round trip and the statement. */
  POSTGRES_LATER_MS: wait.default(2_000),
};

/** Parses the variable of Workers whose outbox is read: no statement that writes a row lasts as long. */
export const OutboxVarsShape = {
  /** Seconds that a row must be old to be read. */
  OUTBOX_LAG_SECONDS: z.coerce.number().int().min(10).max(3_600).default(90),
};

/** The waits of one Worker. */
export function postgresBudget(vars: {
  POSTGRES_FIRST_MS: number;
  POSTGRES_LATER_MS: number;
}): StoreBudget {
  return { firstMs: vars.POSTGRES_FIRST_MS, laterMs: vars.POSTGRES_LATER_MS };
}
