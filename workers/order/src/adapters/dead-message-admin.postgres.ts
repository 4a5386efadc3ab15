/** Dead messages as staff see and settle them, in PostgreSQL. */

import type { Database } from "@edgemart/postgres/client";
import { deadMessageReads } from "@edgemart/postgres/dead-message-reads";
import { outcomeOf } from "@edgemart/postgres/keyed-effect";
import { sql } from "drizzle-orm";
import { deadMessage } from "../../db/schema.ts";
import type { DeadMessageAdmin } from "../ports/dead-messages.ts";
import { effectsOf, isUnused, SUBJECT } from "./acts.ts";

/** Keeps what was decided on dead messages. */
export function postgresDeadMessages(db: Database, requestId: string): DeadMessageAdmin {
  return {
    ...deadMessageReads(db, deadMessage),
    settle: (id, how, because, who) =>
      outcomeOf(
        db,
        sql`with done as (
            update orders.dead_message
               set settled_at = clock_timestamp(), settled_by = ${who.actor}, settled_how = ${how}, because = ${because}
             where id = ${id} and settled_at is null and ${isUnused(who.key)} returning id
          ), ${effectsOf(who, requestId, SUBJECT)} select id from done`,
      ),
  };
}
