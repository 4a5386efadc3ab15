/** Changes where an order goes, while no parcel is prepared. @see specs/orders.md 37 */
import type { DeliveryInput } from "@edgemart/contracts/order";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { destinationOf } from "../core/placement.ts";
import type { OrderRow } from "../core/rows.ts";
import { shippingFee } from "../core/shipping.ts";
import type { Deps } from "../ports/deps.ts";
import type { DeliveryChange } from "../ports/reads.ts";

/** Why a delivery was not changed. */
type Refusal =
  | "shipping_unavailable"
  | "fee_would_change"
  | "order_state_conflict"
  | "precondition_failed";

/** Changes it. @param versions that the request is based on */
export async function changeDelivery(
  deps: Deps,
  order: OrderRow,
  input: DeliveryInput,
  versions: "any" | readonly number[],
): Promise<Result<OrderRow, Refusal>> {
  if (versions !== "any" && !versions.includes(order.version)) return err("precondition_failed");
  const change: DeliveryChange = { memo: input.memo, phone: input.phone };
  if (input.shippingAddress !== undefined) {
    const orderer = { name: order.ordererName, email: order.email, phone: order.ordererPhone };
    const destination = destinationOf(input.shippingAddress, orderer);
    if (!destination.ok) return err("shipping_unavailable");
    Object.assign(change, destination.value, { country: undefined });
    if (input.phone !== undefined) change.phone = input.phone;
    const fees = await Promise.all(
      [order.postcode, destination.value.postcode].map((postcode) => feeAt(deps, order, postcode)),
    );
    if (fees[0] !== fees[1]) return err("fee_would_change");
  }
  const changed = await deps.reads.changeDelivery(order, change);
  if (changed) return ok(changed);
  const now = await deps.orders.find(order.id);
  // Another change came first: a caller who named a version learns it, for others nothing was allowed any more.
  return err(
    now?.version !== order.version && versions !== "any"
      ? "precondition_failed"
      : "order_state_conflict",
  );
}

async function feeAt(deps: Deps, order: OrderRow, postcode: string): Promise<number | undefined> {
  const { methods, isRemote } = await deps.terms({ postcode, couponCode: null });
  const goodsMinor = order.itemsMinor - order.discountMinor;
  const parcel = { currency: order.currency, goodsMinor, isRemote };
  return shippingFee(methods, order.shippingMethod, parcel)?.feeMinor;
}
