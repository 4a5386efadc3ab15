/** Packs a parcel of an order. @see specs/orders.md 40 */
import type { ShipmentInput } from "@edgemart/contracts/order-fulfilment";
import { err, ok } from "@edgemart/contracts/result";
import type { Acting } from "../ports/changes.ts";
import type { Deps } from "../ports/deps.ts";
import type { ActOutcome } from "./act-as-staff.ts";
import { tooMany } from "./return-lines.ts";

/** Packs it; without lines all that is neither cancelled nor in a parcel. */
export async function packParcel(
  deps: Deps,
  orderId: string,
  { lines }: ShipmentInput,
  who: Acting,
): Promise<ActOutcome> {
  const packed = await deps.parcels.prepare(orderId, lines ?? null, who);
  switch (packed.kind) {
    case "done":
    case "known":
      return ok({ isDone: true });
    case "reused":
      return err("idempotency_key_reused");
    case "too_many":
      return tooMany();
    case "conflict":
      return err("order_state_conflict");
  }
}
