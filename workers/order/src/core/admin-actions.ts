/** What staff may do with an order, its parcels and its changes now. Pure. @see specs/orders.md 42 */
import type {
  AdminOrder,
  AdminOrderChange,
  AdminShipment,
} from "@edgemart/contracts/order-administration";
import type { z } from "zod";
import { actionsOf } from "./actions.ts";
import { stopsGoods } from "./attention.ts";
import type { ChangeRow, ShipmentRow } from "./change-rows.ts";
import { leftOf } from "./order-money.ts";
import { mayReturn } from "./return-terms.ts";
import type { OrderRow } from "./rows.ts";

type ShipmentActions = z.infer<typeof AdminShipment>["actions"];
type ChangeActions = z.infer<typeof AdminOrderChange>["actions"];

/** Lists what the order's state, lines and marks allow. @param owed something of it or of its changes is owed by a step */
export function adminActionsOf(order: OrderRow, owed: boolean): AdminOrder["actions"] {
  const own = actionsOf(order);
  const actions: AdminOrder["actions"] = [];
  if (own.includes("cancel")) actions.push("cancel");
  if (own.includes("cancel_part")) actions.push("cancel_part");
  if (mayGiveGoodwill(order)) actions.push("goodwill");
  if (mayShip(order)) actions.push("ship");
  if (mayReturn(order)) actions.push("open_return");
  if (order.attention !== null) actions.push("clear");
  const isStuck = order.changes.some((change) => changeActionsOf(change).includes("drive"));
  if (owed || isStuck) actions.push("drive");
  return actions;
}

/** Tells whether money may be given back without units: not where it is unknown what of the money is there. */
export function mayGiveGoodwill(order: OrderRow): boolean {
  const isKept = order.state === "PAID" || order.state === "COMPLETED";
  return isKept && !stopsGoods(order) && leftOf(order) > 0;
}

/** Lists what a parcel's state allows. */
export function shipmentActionsOf({ state }: ShipmentRow, order: OrderRow): ShipmentActions {
  if (state === "SHIPPED") return ["deliver"];
  if (state !== "PREPARING") return [];
  return stopsGoods(order) ? ["void"] : ["ship", "void"];
}

/** Lists what a change's state allows. */
export function changeActionsOf({ state, needsAccount }: ChangeRow): ChangeActions {
  switch (state) {
    case "REQUESTED":
      return ["approve", "reject"];
    case "APPROVED":
      return ["receive"];
    case "FAILED":
      return needsAccount ? ["give_account"] : ["drive"];
    default:
      return [];
  }
}

/** Stock is sold, the money is there, and units are in no parcel. */
function mayShip(order: OrderRow): boolean {
  if (order.state !== "PAID" || !order.committed || stopsGoods(order)) return false;
  return order.lines.some((line) => line.quantity > line.cancelled + line.shipped);
}
