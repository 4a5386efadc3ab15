/** What an owner may do with an order now. Pure. @see specs/orders.md 36 */
import { ATTEMPTS_MAX, type Order } from "@edgemart/contracts/order";
import { stopsGoods } from "./attention.ts";
import { isDelivered, isReturnOpen, mayReturn } from "./return-terms.ts";
import type { OrderRow } from "./rows.ts";

/** Lists what the order's state and its lines allow. */
export function actionsOf(order: OrderRow): Order["actions"] {
  const { state, payable, attempts, lines, shipments, changes } = order;
  const actions: Order["actions"] = [];
  const mayTry = state === "PENDING" && payable && attempts < ATTEMPTS_MAX;
  if (mayTry || state === "PAYING") actions.push("pay");
  const isUnpaid = state === "PENDING" || state === "PAYING" || state === "AWAITING_DEPOSIT";
  const open = lines.filter((line) => line.quantity > line.cancelled + line.shipped);
  if (isUnpaid && !order.cancelRequested) actions.push("cancel");
  if (state === "PAID" && open.length > 0) {
    if (lines.every(({ shipped }) => shipped === 0)) actions.push("cancel");
    const units = open.reduce(
      (sum, line) => sum + line.quantity - line.cancelled - line.shipped,
      0,
    );
    if (units > 1 || lines.some(({ shipped }) => shipped > 0)) actions.push("cancel_part");
  }
  const isPrepared = shipments.some((shipment) => shipment.state !== "VOID");
  if ((isUnpaid || state === "PAID") && !isPrepared) actions.push("change_address");
  if (mayReturn(order)) actions.push("return");
  if (mayReceive(order)) actions.push("receive");
  if (changes.some(isReturnOpen)) actions.push("withdraw_return");
  if (changes.some(({ needsAccount }) => needsAccount)) actions.push("give_account");
  return actions;
}

/** All of it arrived, and no change of it is open. */
function mayReceive(order: OrderRow): boolean {
  const hasOpen = order.changes.some(
    ({ state }) => state !== "DONE" && state !== "REJECTED" && state !== "WITHDRAWN",
  );
  return order.state === "PAID" && isDelivered(order) && !hasOpen && !stopsGoods(order);
}
