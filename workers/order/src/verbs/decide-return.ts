/** Agrees to a return, or refuses it. @see specs/orders.md 39 */
import { err, ok } from "@edgemart/contracts/result";
import type { Acting } from "../ports/changes.ts";
import type { Deps } from "../ports/deps.ts";
import type { ReturnOf } from "../ports/returns.ts";
import type { ActOutcome } from "./act-as-staff.ts";

/** Decides on a return that was asked for; one that is decided stays as it is. */
export async function decideReturn(
  deps: Deps,
  which: ReturnOf,
  to: "APPROVED" | "REJECTED",
  who: Acting,
): Promise<ActOutcome> {
  const decided = await deps.returns.move(which, to, who);
  switch (decided.kind) {
    case "done":
    case "known":
      return ok({ isDone: true });
    case "reused":
      return err("idempotency_key_reused");
    case "unknown":
      return err("not_found");
    case "already":
    case "conflict":
      return err("order_state_conflict");
  }
}
