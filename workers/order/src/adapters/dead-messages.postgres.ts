/** Messages that could not be handled, in PostgreSQL: they neither repeat nor hold up the others. @see specs/notifications.md 8 */
import type { Database } from "@edgemart/postgres/client";
import { runAlone } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";

/** Keeps a message; the same one twice is one. */
export async function keepDeadMessage(
  db: Database,
  { id, queue, body, reason }: { id: string; queue: string; body: unknown; reason: string },
): Promise<void> {
  await runAlone(
    db,
    sql`insert into orders.dead_message (id, queue, body, reason)
        values (${id}, ${queue}, ${JSON.stringify(body ?? null)}::jsonb, ${reason}) on conflict (id) do nothing`,
  );
}
