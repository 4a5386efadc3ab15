/** Messages of the queue that could not be handled, in PostgreSQL. @see specs/notifications.md 8 */
import type { Database } from "@edgemart/postgres/client";
import * as dead from "@edgemart/postgres/dead-messages";
import type { DeadMessage } from "@edgemart/worker-kit/consume-queue";
import { deadMessage } from "../../db/schema.ts";

/** Longest body that is kept as it is, in characters of JSON: the table takes 128 KiB. */
const BODY_CHARS_MAX = 40_000;

/** Keeps a message; the same one twice is one. Of a longer body the beginning is kept, as text. */
export function keepDeadMessage(db: Database, message: DeadMessage): Promise<void> {
  const text = dead.jsonOf(message.body);
  const body =
    text.length <= BODY_CHARS_MAX ? message.body : { beginning: text.slice(0, BODY_CHARS_MAX) };
  return dead.keepDeadMessage(db, deadMessage, { ...message, body });
}
