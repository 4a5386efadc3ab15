/** One connection of the database's owner, for tools: opened, used, closed; its loss is an error, not a crash. */
import pg from "pg";

/** Runs `work` on a connection of its own. @throws what PostgreSQL said, also when it goes away meanwhile */
export async function withAdmin<T>(
  adminUrl: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
  // The query under way rejects with the same cause; without a listener the event would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    // The connection may be gone already; what was lost with it has been thrown by then.
    await client.end().catch(() => undefined);
  }
}
