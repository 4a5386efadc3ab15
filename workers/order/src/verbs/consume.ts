/** Consumes order's queues: what payment tells, and its dead letters. */
import type { CallContext } from "@edgemart/contracts/call";
import { consumeQueue, type QueueMessage } from "@edgemart/worker-kit/consume-queue";
import type { Deps } from "../ports/deps.ts";
import { hearPayment } from "./hear-payment.ts";

/** Handles a batch. */
export async function consume(
  deps: Deps,
  queue: string,
  messages: readonly QueueMessage[],
  call: CallContext,
): Promise<void> {
  await consumeQueue(queue, messages, {
    handle: (body) => hearPayment(deps, body, call),
    keepDead: deps.keepDead,
    noteFailure: (messageId, thrown) => deps.noteFailure("message", messageId, thrown),
  });
}
