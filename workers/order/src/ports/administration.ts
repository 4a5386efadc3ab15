/** What staff read and write: each method is one statement. @see specs/orders.md 42 */
import type { AdminOrderListQuery } from "@edgemart/contracts/order-administration";
import type { RefundAccount } from "@edgemart/contracts/payment";
import type { Position } from "@edgemart/contracts/position";
import type { Write } from "@edgemart/worker-kit/write-terms";
import type { AdminOrderRow } from "../core/admin-order-view.ts";
import type { Held, OrderRow } from "../core/rows.ts";
import type { OwnEntry } from "../core/timeline.ts";
import type { Acting, ChangeKey } from "./changes.ts";

export type { Write };

/** Orders as staff read them. */
export interface AdminReads {
  /** Gives orders that a query asks for, newest first. */
  list(query: AdminOrderListQuery, after: Position | null, limit: number): Promise<OrderRow[]>;
  /** Gives an order with its attempts and steps. */
  find(orderId: string): Promise<AdminOrderRow | null>;
  /** Gives what happened to an order inside this Worker, at most 1 600 entries. */
  timeline(orderId: string): Promise<{ holdId: string; entries: OwnEntry[] } | null>;
}

/** Money to be given back without units. */
export interface Goodwill {
  orderId: string;
  amountMinor: number;
  reason: string;
  account: RefundAccount | null;
}

/** What giving it came to. All but `begun` have written nothing. */
export type GoodwillBegun =
  | { kind: "begun"; held: Held }
  /** The key did this before, or another thing. */
  | { kind: "known" | "reused" }
  /** More than is left. */
  | { kind: "exceeds" }
  /** A deposit goes back to an account of the payer's alone. */
  | { kind: "account_required" }
  /** Not paid, or its deposit was taken back. */
  | { kind: "conflict" };

/** What staff do to orders besides cancelling them. */
export interface AdminActs {
  /** Tells what a key did before; null when nothing. */
  recall(key: ChangeKey | null): Promise<{ sameInput: boolean } | null>;
  beginGoodwill(goodwill: Goodwill, who: Acting): Promise<GoodwillBegun>;
  /** Takes the mark off an order; false when it had none, or the key was used. */
  clear(orderId: string, who: Acting): Promise<boolean>;
  /**
   * Makes every step of an order and of its changes due, and lets failed refunds be tried again.
   *
   * @returns subjects that are due; empty when nothing is owed, or the key was used
   */
  redrive(orderId: string, who: Acting): Promise<string[]>;
}
