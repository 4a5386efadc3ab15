/** Runs one SQL statement; its failure carries PostgreSQL's words and never the parameters. */
import { DrizzleQueryError, type SQL } from "drizzle-orm";
import type { Database } from "./client.ts";

/**
 * Gives the rows of a statement.
 *
 * @throws the driver's error: drizzle's own wrapper quotes every parameter (an e-mail, a hash) in its message
 */
export async function run<Row>(db: Database, statement: SQL): Promise<Row[]> {
  try {
    const { rows } = await db.execute(statement);
    return rows as Row[]; // the statement's own column list decides the shape
  } catch (thrown) {
    throw thrown instanceof DrizzleQueryError && thrown.cause ? thrown.cause : thrown;
  }
}
