/** Moves a parcel: handed over, arrived, or unpacked. @see specs/orders.md 40 */
import { err, ok } from "@edgemart/contracts/result";
import type { Acting } from "../ports/changes.ts";
import type { Deps } from "../ports/deps.ts";
import type { ParcelMove, ParcelOf } from "../ports/parcels.ts";
import type { ActOutcome } from "./act-as-staff.ts";

/** Moves it as the table of moves allows. */
export async function moveParcel(
  deps: Deps,
  which: ParcelOf,
  move: ParcelMove,
  who: Acting,
): Promise<ActOutcome> {
  const moved = await deps.parcels.move(which, move, who);
  switch (moved.kind) {
    case "done":
    case "known":
      return ok({ isDone: true });
    case "reused":
      return err("idempotency_key_reused");
    case "unknown":
      return err("not_found");
    case "conflict":
      return err("order_state_conflict");
  }
}
