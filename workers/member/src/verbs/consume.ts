/** Consumes member's queues: what order tells of orders that are paid, and its dead letters. */
import { Envelope } from "@edgemart/contracts/events/envelope";
import { ORDER_EVENT_DATA } from "@edgemart/contracts/events/order-events";
import {
  consumeQueue,
  type MessageOutcome,
  type QueueMessage,
} from "@edgemart/worker-kit/consume-queue";
import type { EventInbox } from "../ports.ts";

/** The version of `order.paid` that is understood. */
const VERSION = 1;

/** Handles a batch. @param noteFailure notes for the log what handling a message threw */
export async function consume(
  inbox: EventInbox,
  queue: string,
  messages: readonly QueueMessage[],
  noteFailure: (messageId: string, thrown: unknown) => void,
): Promise<void> {
  await consumeQueue(queue, messages, {
    handle: (body) => hearOrder(inbox, body),
    keepDead: inbox.keepDead,
    noteFailure,
  });
}

/** Takes what was bought out of the buyer's cart, once for each event. A guest has no cart here. @see specs/orders.md 30 */
export async function hearOrder(inbox: EventInbox, body: unknown): Promise<MessageOutcome> {
  const event = Envelope.safeParse(body);
  if (!event.success) return "unreadable";
  const { id, type, source, version, data } = event.data;
  if (type !== "order.paid" || source !== "order") return "ignored";
  if (version !== VERSION) return "unhandled";
  const paid = ORDER_EVENT_DATA[type].safeParse(data);
  if (!paid.success) return "unreadable";
  const { memberId, lines } = paid.data;
  if (memberId === null) return "ignored";
  return (await inbox.lessenCart(id, memberId, lines)) ? "handled" : "ignored";
}
