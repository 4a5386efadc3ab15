/** Consumes the queue of events and its dead letters, and sends at once what the batch planned. @see specs/notifications.md 8, 9 */
import type { CallContext } from "@edgemart/contracts/call";
import { consumeQueue, type QueueMessage } from "@edgemart/worker-kit/consume-queue";
import type { Deps } from "../ports/deps.ts";
import { keepEvent } from "./keep-event.ts";
import { sendDue } from "./send-due.ts";

/** Waits between the tries of a message while the store is unavailable. */
const WAITS = { firstSeconds: 30, maxSeconds: 3_600 };

/** Handles a batch. */
export async function consume(
  deps: Deps,
  queue: string,
  messages: readonly QueueMessage[],
  call: CallContext,
): Promise<void> {
  const due: string[] = [];
  await consumeQueue(queue, messages, {
    async handle(body) {
      const kept = await keepEvent(deps, body, "queue");
      due.push(...kept.due);
      return kept.outcome;
    },
    keepDead: deps.keepDead,
    waits: WAITS,
    noteFailure: (messageId, thrown) => deps.noteFailure("message_failed", messageId, thrown),
  });
  if (due.length === 0) return;
  try {
    await sendDue(deps, due, call);
  } catch (thrown) {
    // The messages are acknowledged: what was planned is due, and the clock sends it.
    deps.noteFailure("left_to_sweep", String(due.length), thrown);
  }
}
