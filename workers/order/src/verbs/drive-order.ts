/** Does now what is owed to an order and its changes. @see specs/orders.md 42 */
import type { CallContext } from "@edgemart/contracts/call";
import { ok } from "@edgemart/contracts/result";
import type { Acting } from "../ports/changes.ts";
import type { Deps } from "../ports/deps.ts";
import type { ActOutcome } from "./act-as-staff.ts";
import { driveSwept } from "./sweep.ts";

/** An order owes one step, and each of its changes one: the rest is the sweep's. */
const SUBJECTS_MAX = 6;

/** Makes what is owed due, and drives it. Nothing owed is no error. */
export async function driveOrder(
  deps: Deps,
  orderId: string,
  who: Acting,
  call: CallContext,
): Promise<ActOutcome> {
  const due = await deps.adminActs.redrive(orderId, who);
  for (const subject of due.slice(0, SUBJECTS_MAX)) {
    const held = await deps.orders.takeOf(subject);
    if (held) await driveSwept(deps, held, call);
  }
  const now = await deps.adminReads.find(orderId);
  return ok({ isDone: now === null || now.steps.every(({ name }) => name === "look") });
}
