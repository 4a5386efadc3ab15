/** What member tells of a change of an account: a row of its outbox for each queue, part of the statement that changes. @see specs/notifications.md 3 */

import type { MemberEventType } from "@edgemart/contracts/events/member-events";
import { MEMBER_EVENT_QUEUES } from "@edgemart/contracts/events/routes";
import { OutboxEvent } from "@edgemart/postgres/outbox";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { outbox } from "../../db/schema.ts";

/** What telling needs from the outside world. */
export interface Teller {
  newEventId(): string;
  requestId: string;
  /** Sends events after their commit; what is not sent is read from the outbox. */
  publish(events: readonly OutboxEvent[]): void;
}

/** An event of the member of a row. */
export interface Told {
  type: MemberEventType;
  /** What its data has besides the member's id. */
  data: object;
}

/** CTE's body: rows of the outbox for each row of a CTE of members, returned. Nothing for null. */
export function toldOf({ newEventId, requestId }: Teller, told: Told | null, changed: SQL): SQL {
  if (told === null) return sql`select null::text as id where false`;
  const { type, data } = told;
  const id = newEventId();
  const queues = MEMBER_EVENT_QUEUES[type].map((queue) => sql`(${queue}::text)`);
  return sql`insert into ${outbox} (id, queue, body)
      select ${id} || '@' || q.queue, q.queue, jsonb_build_object(
               'id', ${id}::text, 'type', ${type}::text, 'version', 1, 'source', 'member',
               'occurredAt', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
               'aggregate', jsonb_build_object('type', 'member', 'id', c.id, 'sequence', c.version),
               'correlationId', ${requestId}::text,
               'data', ${JSON.stringify(data)}::jsonb || jsonb_build_object('memberId', c.id))
        from ${changed} c, (values ${sql.join(queues, sql`, `)}) as q(queue)
      returning id, queue, body`;
}

/** A column of the answer: what the CTE `told` wrote. */
export const TOLD = sql`(select coalesce(jsonb_agg(to_jsonb(told)), '[]') from told)`;

/** Parses that column. */
export const ToldRows = z.array(OutboxEvent);
