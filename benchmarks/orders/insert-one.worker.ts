/** The least that an order could be: a Worker that inserts one row with its key, and answers. */
import { connectPostgres } from "@edgemart/postgres/client";
import { runAlone } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";

export default {
  async fetch(request, { DATABASE_URL }): Promise<Response> {
    const key = request.headers.get("idempotency-key") ?? crypto.randomUUID();
    const body = await request.text();
    const row = sql`insert into orders.bench_row (key, body) values (${key}, ${body}::jsonb)`;
    await runAlone(connectPostgres(DATABASE_URL), row);
    return Response.json(
      { key },
      {
        status: 201,
        headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" },
      },
    );
  },
} satisfies ExportedHandler<{ DATABASE_URL: string }>;
