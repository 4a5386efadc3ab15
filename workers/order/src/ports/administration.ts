/** What staff read and write: each method is one statement. @see specs/orders.md 42 */
import type { AdminOrderListQuery } from "@edgemart/contracts/order-administration";
import type { AdminOrderRow } from "../core/admin-order-view.ts";
import type { Position } from "../core/position.ts";
import type { OrderRow } from "../core/rows.ts";

/** Orders as staff read them. */
export interface AdminReads {
  /** Gives orders that a query asks for, newest first. */
  list(query: AdminOrderListQuery, after: Position | null, limit: number): Promise<OrderRow[]>;
  /** Gives an order with its attempts and steps. */
  find(orderId: string): Promise<AdminOrderRow | null>;
}
