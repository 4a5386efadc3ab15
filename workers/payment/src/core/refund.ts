/** What a refund asks of the gateway, and how it is found there again. Pure. */
import type { GatewayCancel, Settlement } from "./settlement.ts";

/** The gateway takes so many characters; counted in UTF-16 units, which are never fewer than characters. */
const REASON_MAX = 200;

/** Gives the reason of a cancellation: it ends with the refund's id, by which a look-up finds it. No character is cut in half. */
export function cancelReason(reason: string, refundId: string): string {
  const mark = ` [${refundId}]`;
  const kept = reason.slice(0, REASON_MAX - mark.length);
  return kept.replace(/[\ud800-\udbff]$/, "") + mark;
}

/** Finds the cancellation of a refund among those the gateway lists. */
export function cancelOf(
  refundId: string,
  cancels: readonly GatewayCancel[],
): GatewayCancel | null {
  return cancels.find(({ reason }) => reason.endsWith(`[${refundId}]`)) ?? null;
}

/** Lists the cancellations that a settlement tells of; null where it tells nothing of them. */
export function cancelsIn(settlement: Settlement): readonly GatewayCancel[] | null {
  if (settlement.kind === "awaiting") return settlement.cancels ?? [];
  return settlement.kind === "paid" || settlement.kind === "ended" ? settlement.cancels : null;
}

/** Tells what became of the transfer of a refund that the gateway has booked: null while it is under way, or not known. */
export function transferOf({ refundStatus }: GatewayCancel): "arrived" | "failed" | null {
  switch (refundStatus) {
    case "FAILED":
    case "PARTIAL_FAILED":
      return "failed";
    case "COMPLETED":
    case "NONE":
      return "arrived";
    default:
      return null;
  }
}
