/** One connection of the database's owner, for tools: opened, used, closed; bounded, and its loss is an error, not a crash. */
import pg from "pg";

/** An index on a large table takes its minutes. */
const STATEMENT_MS = 600_000;
const LOCK_MS = 30_000;

/** Runs `work` on a connection of its own. @throws what PostgreSQL said, also when it goes away meanwhile */
export async function withAdmin<T>(
  adminUrl: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: adminUrl,
    connectionTimeoutMillis: 5_000,
    // Also when the server says nothing any more.
    query_timeout: STATEMENT_MS + 10_000,
    keepAlive: true,
  });
  // The query under way rejects with the same cause; without a listener the event would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    // By statement: a pooler in front refuses them as parameters of the connection.
    await client.query(`SET statement_timeout = ${STATEMENT_MS}; SET lock_timeout = ${LOCK_MS}`);
    return await work(client);
  } finally {
    // The connection may be gone already; what was lost with it has been thrown by then.
    await client.end().catch(() => undefined);
  }
}
