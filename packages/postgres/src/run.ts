/** Runs one SQL statement; its failure carries PostgreSQL's words and never the parameters. */
import { DrizzleQueryError, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "./client.ts";

/**
 * Gives the rows of a statement, each parsed: columns that the schema does not name are dropped.
 *
 * @param row  schema of one row
 * @param lock a statement that runs first, in one transaction with it: the other one then sees what those wrote who held
 *             the lock before. (All parts of one statement see what was there before its first lock.)
 * @throws the driver's error: drizzle's own wrapper quotes every parameter (an e-mail, a hash) in its message · an error
 *         that names the columns of another shape, and no value
 */
export async function run<Row extends z.ZodType>(
  db: Database,
  statement: SQL,
  row: Row,
  lock?: SQL,
): Promise<z.output<Row>[]> {
  return parseRows(await rowsOf(db, statement, lock), row);
}

/** Runs a statement whose rows say nothing. @throws as `run` does */
export async function runAlone(db: Database, statement: SQL): Promise<void> {
  await rowsOf(db, statement);
}

/** Parses rows. @throws when one has another shape: the statement and its schema have come apart */
export function parseRows<Row extends z.ZodType>(rows: unknown, row: Row): z.output<Row>[] {
  const parsed = z.array(row).safeParse(rows);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues
    .slice(0, 5)
    .map(({ code, path }) => `${path.join(".")} ${code}`);
  throw new Error(`rows have another shape than their schema: ${places.join(", ")}`);
}

async function rowsOf(db: Database, statement: SQL, lock?: SQL): Promise<unknown> {
  try {
    if (!lock) return (await db.execute(statement)).rows;
    const [, answer] = await db.batch([db.execute(lock), db.execute(statement)]);
    return answer.rows;
  } catch (thrown) {
    throw thrown instanceof DrizzleQueryError && thrown.cause ? thrown.cause : thrown;
  }
}
