/** Runs a statement that may meet others at locks: PostgreSQL ends one of two that wait for each other, and that one is sent again. */
import type { SQL } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "./client.ts";
import { isContention } from "./errors.ts";
import { run } from "./run.ts";

/** How often a statement that met others is sent again. */
export const CONTENTION_RETRIES = 3;

/**
 * Gives the rows of a statement as `run` does, and sends it again, at most three times, when PostgreSQL undid it for
 * another one: a deadlock (`40P01`) or a serialization failure (`40001`). Nothing of an undone statement is left.
 *
 * @throws the driver's error of the last try, and at once every other error
 */
export async function runContended<Row extends z.ZodType>(
  db: Database,
  statement: SQL,
  row: Row,
  lock?: SQL,
): Promise<z.output<Row>[]> {
  for (let retries = 0; ; retries += 1) {
    try {
      return await run(db, statement, row, lock);
    } catch (thrown) {
      if (retries === CONTENTION_RETRIES || !isContention(thrown)) throw thrown;
    }
  }
}
