/** What the parts of an order's page are given. Types only. */
import type { AdminOrder } from "@edgemart/contracts/order-administration";
import type { Desk } from "../parts/desk.ts";

/** An order on its desk. */
export interface OrderOnDesk {
  desk: Desk;
  order: AdminOrder;
}

/** A cancellation, a return or goodwill of an order on its desk. */
export interface ChangeOnDesk extends OrderOnDesk {
  change: AdminOrder["changes"][number];
}
