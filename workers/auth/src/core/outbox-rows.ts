/** Which rows an event of auth has in the outbox: one for each of its queues. Pure. */
import type { AuthEvent } from "@edgemart/contracts/events/auth-events";
import { AUTH_EVENT_QUEUES, type Queue } from "@edgemart/contracts/events/routes";

/** Names them. The id is the event's own, so that a row that is sent twice is one event to its reader. */
export function outboxRowsOf(event: AuthEvent): { id: string; queue: Queue; body: AuthEvent }[] {
  return AUTH_EVENT_QUEUES[event.type].map((queue) => ({
    ...{ id: `${event.id}@${queue}`, queue, body: event },
  }));
}
