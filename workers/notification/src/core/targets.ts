/** Who a delivery is for, as its row keeps it: `order:ord_…`, `member:mem_…`. Pure. */
import type { Recipient } from "./rules.ts";

/** Spells a recipient. */
export function targetOf(recipient: Recipient): string {
  return "order" in recipient ? `order:${recipient.order}` : `member:${recipient.member}`;
}

/** Reads one. @throws for what `targetOf` did not write */
export function recipientOf(target: string): Recipient {
  const [kind, id = ""] = target.split(":");
  if (kind === "order") return { order: id };
  if (kind === "member") return { member: id };
  throw new Error(`a target is ${kind}`);
}
