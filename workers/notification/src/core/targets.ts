/** Who a delivery is for, as its row keeps it: `order:ord_…`, `member:mem_…`, `link:lnk_…`, `deleted:mem_…`. Pure. */
import { MemberId } from "@edgemart/contracts/ids";
import { z } from "zod";
import type { Recipient } from "./rule.ts";

/** Spells a recipient. */
export function targetOf(recipient: Recipient): string {
  const [[kind, id] = []] = Object.entries(recipient);
  return `${kind}:${id}`;
}

/** Reads one. @throws for what `targetOf` did not write */
export function recipientOf(target: string): Recipient {
  const [kind, id = ""] = target.split(":");
  if (kind === "order") return { order: id };
  if (kind === "link") return { link: id };
  if (kind === "member") return { member: id };
  if (kind === "deleted") return { deleted: id };
  throw new Error(`a target is ${kind}`);
}

const OrderOfMember = z.object({ orderId: z.string(), memberId: MemberId });

/** Whose order a message is about; null of a guest's, and of every other message. */
export function ownerOf(data: unknown): string | null {
  const parsed = OrderOfMember.safeParse(data);
  return parsed.success ? parsed.data.memberId : null;
}
