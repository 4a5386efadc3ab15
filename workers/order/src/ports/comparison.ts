/** What the hourly comparison with payment, and the laws of orders, need of the database: each method is one statement. */

/** A payment that payment calls paid. */
export interface PaidThere {
  reference: string;
  paymentId: string;
}

/** Why a difference is marked. */
export type Difference = "order_without_money" | "money_without_order";

/** Comparison. */
export interface Comparison {
  /** Orders paid here between two times, RFC 3339, with their payment; at most `limit`, the oldest first. */
  paidHere(from: string, to: string, limit: number): Promise<{ id: string; paymentId: string }[]>;
  /** Of payments that are paid there: orders that are not paid by it, and not under way; and references that are no order. */
  unpaidHere(paid: readonly PaidThere[]): Promise<{ orders: string[]; unknown: number }>;
  /** Marks orders for people to look at, each once for a difference; a more important mark stays. @returns how many */
  mark(orderIds: readonly string[], difference: Difference): Promise<number>;
  /** Lists what breaks a law of orders among those written in the last two hours; at most 100. @see specs/orders.md 60 */
  brokenLaws(): Promise<{ law: string; subject: string }[]>;
}
