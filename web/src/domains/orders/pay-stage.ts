/** How far the payment of an order is, as its pages judge it. Pure. */
import type { Order } from "@edgemart/contracts/order";
import type { Messages } from "#messages/fill.ts";

/** `open`: can be paid. `checking`: a payment's result is not known yet. */
export type Stage = "open" | "checking" | "paid" | "ended";

/**
 * Judges an order. One whose shopper came back from the payment page without paying can be paid again; while payment
 * does not answer, it is not known whether they have paid.
 */
export function stageOf({
  status,
  payment,
  degraded,
}: Pick<Order, "status" | "payment" | "degraded">): Stage {
  switch (status) {
    case "PLACING":
    case "PENDING":
      return "open";
    case "PAYING":
      if (payment === null) return degraded.includes("payment") ? "checking" : "open";
      return payment.status === "READY" ? "open" : "checking";
    case "AWAITING_DEPOSIT":
    case "PAID":
    case "COMPLETED":
      return "paid";
    case "CANCELLED":
    case "EXPIRED":
      return "ended";
  }
}

/** Whether a payment page is open that can still be paid at: its shopper pressed Back, or opened another tab. */
export function isPageOpen(order: Pick<Order, "status" | "payment" | "degraded">): boolean {
  return order.status === "PAYING" && stageOf(order) === "open";
}

/** How the last try ended: `declined` by the gateway, `unmatched` with this order, or of another amount. */
export interface Refusal {
  kind: "declined" | "unmatched" | "mismatch";
  /** Why it was declined, as a sentence; empty where there is no more to say than that. */
  why: string;
}

/**
 * Says how the last try was refused: what the payment knows, else what the payment page said.
 *
 * @param said value of `refused` in the address; only words of our own are shown
 * @returns null where nothing was refused: an attempt that is open has not failed
 */
export function refusalOf(
  { payment, status }: Pick<Order, "payment" | "status">,
  said: string | string[] | undefined,
  declines: Messages["checkout"]["pay"]["declines"],
): Refusal | null {
  const failure = payment?.failure ?? null;
  // What the way back has just said is newer than what an ended attempt left.
  if (said === "key_unknown") return { kind: "unmatched", why: "" };
  const word = failure !== null && status !== "PAYING" ? failure : said;
  if (typeof word !== "string") return null;
  if (word === "key_unknown") return { kind: "unmatched", why: "" };
  if (word === "amount_mismatch" || word === "currency_mismatch") {
    return { kind: "mismatch", why: "" };
  }
  const known: Record<string, string> = declines;
  return { kind: "declined", why: Object.hasOwn(known, word) ? (known[word] ?? "") : "" };
}
