/** The Durable Object that adds up what isolates counted; its numbers outlive isolates and deployments. */
import { z } from "zod";

const Counted = z.object({
  add: z.record(z.string().max(400), z.number()),
  set: z.record(z.string().max(400), z.number()),
});
const SERIES_MAX = 10_000;

/** One for the entire gateway: flushes come in batches, far below what one object takes. */
export class MetricsRegistry {
  readonly #sql: SqlStorage;

  constructor(state: DurableObjectState) {
    this.#sql = state.storage.sql;
    this.#sql.exec(
      "CREATE TABLE IF NOT EXISTS series (name TEXT PRIMARY KEY, value REAL NOT NULL)",
    );
  }

  /** POST adds a batch; GET gives every series as JSON. Only the gateway holds the binding. */
  async fetch(request: Request): Promise<Response> {
    if (request.method !== "POST") return Response.json(this.#read());
    const batch = Counted.parse(await request.json());
    const room = SERIES_MAX - this.#count();
    const put = (entries: [string, number][], onConflict: string) => {
      for (const [name, value] of entries) {
        this.#sql.exec(
          `INSERT INTO series (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = ${onConflict}`,
          name,
          value,
        );
      }
    };
    if (room > 0) {
      put(Object.entries(batch.add), "value + excluded.value");
      put(Object.entries(batch.set), "excluded.value");
    }
    return new Response(null, { status: 204 });
  }

  #read(): Record<string, number> {
    const rows = this.#sql.exec<{ name: string; value: number }>("SELECT name, value FROM series");
    return Object.fromEntries([...rows].map(({ name, value }) => [name, value]));
  }

  #count(): number {
    return this.#sql.exec<{ n: number }>("SELECT count(*) AS n FROM series").one().n;
  }
}
