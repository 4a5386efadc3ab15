/** What parcels need of the database: each method is one statement, which looks again under the order's lock. */
import type { ShipInput } from "@edgemart/contracts/order-fulfilment";
import type { Acting } from "./changes.ts";
import type { Acted } from "./returns.ts";

/** Names a parcel of an order. */
export interface ParcelOf {
  orderId: string;
  shipmentId: string;
}

/** A move of a parcel. */
export type ParcelMove =
  | ({ to: "SHIPPED" } & Pick<ShipInput, "carrier" | "trackingNumber">)
  | { to: "DELIVERED" }
  | { to: "VOID" };

/** What time alone did after paying. */
export interface DaysPassed {
  delivered: number;
  withdrawn: number;
  overdue: number;
  completed: number;
}

/** Parcels, and what time does to orders after paying. */
export interface ParcelStore {
  /**
   * Packs a parcel of what is paid and sold.
   *
   * @param lines null: all that is neither cancelled nor in a parcel
   * @returns `too_many`: more than the line has left · `conflict`: not paid, not sold, or in another parcel
   */
  prepare(
    orderId: string,
    lines: readonly { line: number; quantity: number }[] | null,
    who: Acting,
  ): Promise<Acted<"too_many" | "conflict">>;
  /** `unknown`: the order has no such parcel. */
  move(which: ParcelOf, move: ParcelMove, who: Acting): Promise<Acted<"unknown" | "conflict">>;
  /**
   * Does what is due by days: parcels arrive after 14, returns that did not are withdrawn after 30, late refunds are
   * marked, and orders are completed once no one may change their mind.
   *
   * @param most of each kind
   */
  passDays(most: number): Promise<DaysPassed>;
}
