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

/**
 * Says why the last try was refused: what the payment knows, else what the payment page said.
 *
 * @param said value of `refused` in the address; only words of our own are shown
 * @returns a sentence, empty where there is no more to say than that; null where nothing was refused
 */
export function refusalOf(
  { payment, status }: Pick<Order, "payment" | "status">,
  said: string | string[] | undefined,
  declines: Messages["checkout"]["pay"]["declines"],
): string | null {
  const known: Record<string, string> = declines;
  const failure = payment?.failure ?? null;
  if (failure !== null && status !== "PAYING") return known[failure] ?? "";
  if (typeof said !== "string") return status === "PAYING" && payment ? "" : null;
  return Object.hasOwn(known, said) ? (known[said] ?? "") : "";
}
