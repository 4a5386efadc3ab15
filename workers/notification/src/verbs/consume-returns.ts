/** Consumes what Cloudflare Email Service says of mails; what is not about one of ours is ignored. @see specs/notifications.md 28 */
import type { QueueMessage } from "@edgemart/worker-kit/consume-queue";
import { cloudflareReturn } from "../core/returned-mail.ts";
import type { Deps } from "../ports/deps.ts";

const RETRY_SECONDS = 10;

/** Handles a batch. Nothing of a message is kept but its type and ids: there are no dead letters, the next bounce says it again. */
export async function consumeReturns(
  { returns, noteFailure }: Pick<Deps, "returns" | "noteFailure">,
  messages: readonly QueueMessage[],
): Promise<void> {
  for (const message of messages) {
    const returned = cloudflareReturn(message.body);
    try {
      if (returned) await returns.keep({ provider: "cloudflare", ...returned });
      message.ack();
    } catch (thrown) {
      noteFailure("return_failed", message.id, thrown);
      message.retry({ delaySeconds: RETRY_SECONDS });
    }
  }
}
