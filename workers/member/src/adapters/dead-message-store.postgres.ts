/** Dead messages of member as administrators see and settle them, in PostgreSQL. */
import type { Database } from "@edgemart/postgres/client";
import { deadMessageReads } from "@edgemart/postgres/dead-message-reads";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { deadMessage, securityEvent } from "../../db/schema.ts";
import type { DeadMessageStore } from "../ports.ts";
import { attempt, claim, isUnused, recall } from "./keyed-effect.ts";
import { Actor, actorColumn, partiesOf, refusalOf } from "./parties.ts";

const Settled = z.object({ id: z.string().nullable(), actor: Actor.nullable() });

/** Makes the store. What is decided is written with its key and its line of the security log, by an administrator of now. */
export function postgresDeadMessages(db: Database): DeadMessageStore {
  return {
    ...deadMessageReads(db, deadMessage),
    recall: async (key) => {
      const before = await recall(db, key);
      return before && { sameInput: before.sameInput, messageId: before.madeId };
    },
    async settle(id, { how, because }, { viewer, key, requestId }) {
      const row = await attempt(
        db,
        sql`with ${partiesOf(viewer, viewer.memberId)}, done as (
              update ${deadMessage} d
                 set settled_at = clock_timestamp(), settled_by = ${viewer.memberId}, settled_how = ${how}, because = ${because}
                from terms
               where d.id = ${id} and d.settled_at is null and terms.actor_role = 'admin' and ${isUnused(key)}
              returning d.id
            ), logged as (
              insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
              select 'authz_admin', ${viewer.memberId}, ${viewer.memberId}, ${`dead message ${how}`}, ${requestId} from done
            ), claimed as (${claim(key, sql`(select ${viewer.memberId}::text as member_id, id as made_id from done)`)})
            select (select id from done) as id, ${actorColumn(viewer)}`,
        Settled,
      );
      if (row === null) return "lost";
      if (row.id !== null) return "done";
      return refusalOf(row.actor, viewer, viewer.memberId, "admin") ?? "lost";
    },
  };
}
