/** Keeps messages that could not be handled: they neither repeat nor hold up the others. @see specs/notifications.md 8 */
import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Database } from "./client.ts";
import { runAlone } from "./run.ts";

/**
 * Keeps a message; the same one twice is one.
 *
 * @param table the table `dead_message` of the Worker's schema
 */
export async function keepDeadMessage(
  db: Database,
  table: PgTable,
  { id, queue, body, reason }: { id: string; queue: string; body: unknown; reason: string },
): Promise<void> {
  await runAlone(
    db,
    sql`insert into ${table} (id, queue, body, reason)
        values (${id}, ${queue}, ${jsonOf(body)}::jsonb, ${reason}) on conflict (id) do nothing`,
  );
}

/**
 * Writes any value of a message as JSON text that PostgreSQL takes.
 *
 * `jsonb` refuses U+0000 and lone surrogates, which JSON may carry as escapes: they become U+FFFD. A value that is not
 * JSON becomes its own text: a message that cannot be kept would repeat without end.
 */
export function jsonOf(body: unknown): string {
  const text = textOf(body) ?? "null";
  return text.replace(/\\(?:u([0-9a-f]{4})|.)/gi, (written, hex: string | undefined) =>
    hex !== undefined && /^(?:0000|d[89a-f]..)$/i.test(hex) ? "\\ufffd" : written,
  );
}

function textOf(body: unknown): string | undefined {
  try {
    return JSON.stringify(body);
  } catch {
    // A circular value or a bigint.
    return JSON.stringify(String(body));
  }
}
