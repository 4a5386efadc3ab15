/** Payment's outbox as the one who reads outboxes sees it. */
import type { Database } from "@edgemart/postgres/client";
import { outboxReader } from "@edgemart/postgres/outbox";
import { outbox } from "../../db/schema.ts";

/** Makes the reader. @param lagSeconds how old a row must be */
export function postgresOutbox(db: Database, lagSeconds: number) {
  return outboxReader({ db, outbox }, lagSeconds);
}
