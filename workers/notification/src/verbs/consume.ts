/** Consumes the queue of events and its dead letters, and sends at once what the batch planned. @see specs/notifications.md 8, 9 */
import type { CallContext } from "@edgemart/contracts/call";
import { consumeQueue, type QueueMessage } from "@edgemart/worker-kit/consume-queue";
import type { Deps } from "../ports/deps.ts";
import { keepEvent } from "./keep-event.ts";
import { sendDue } from "./send-due.ts";
import { sendPushes } from "./send-pushes.ts";
import { sendTexts } from "./send-texts.ts";

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
  const texts: string[] = [];
  const pushes: string[] = [];
  await consumeQueue(queue, messages, {
    async handle(body) {
      const kept = await keepEvent(deps, body, "queue");
      due.push(...kept.due);
      texts.push(...kept.texts);
      pushes.push(...kept.pushes);
      return kept.outcome;
    },
    keepDead: deps.keepDead,
    waits: WAITS,
    noteFailure: (messageId, thrown) => deps.noteFailure("message_failed", messageId, thrown),
  });
  await orLater(deps, due, () => sendDue(deps, due, call));
  await orLater(deps, texts, () => sendTexts(deps, texts, call));
  await orLater(deps, pushes, () => sendPushes(deps, pushes, call));
}

/** The messages are acknowledged: what was planned is due, and the clock sends it. */
async function orLater(deps: Deps, ids: readonly string[], send: () => Promise<unknown>) {
  if (ids.length === 0) return;
  try {
    await send();
  } catch (thrown) {
    deps.noteFailure("left_to_sweep", String(ids.length), thrown);
  }
}
