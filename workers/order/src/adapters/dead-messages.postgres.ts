/** Messages of order's queues that could not be handled, in PostgreSQL. @see specs/notifications.md 8 */
import type { Database } from "@edgemart/postgres/client";
import * as dead from "@edgemart/postgres/dead-messages";
import type { DeadMessage } from "@edgemart/worker-kit/consume-queue";
import { deadMessage } from "../../db/schema.ts";

/** Keeps a message; the same one twice is one. */
export function keepDeadMessage(db: Database, message: DeadMessage): Promise<void> {
  return dead.keepDeadMessage(db, deadMessage, message);
}
