/** Who takes messages from a queue, and therefore keeps those that could not be handled. Pure. */
import type { DeadConsumer } from "#api/terms-admin.ts";

const CONSUMERS: readonly DeadConsumer[] = ["order", "member", "notification"];

/** Reads a consumer from an address or a form; orders where none is named. */
export function consumerIn(text: string): DeadConsumer {
  return CONSUMERS.find((consumer) => consumer === text) ?? "order";
}

/** Gives the address of its list, below the language. */
export function deadMessagesPath(consumer: DeadConsumer): string {
  return `/admin/orders/dead-messages${consumer === "order" ? "" : `?of=${consumer}`}`;
}
