/** Does the steps of one message of the queue of steps. @see specs/orders.md 29 */
import type { CallContext } from "@edgemart/contracts/call";
import { readHandedSteps } from "../core/handed-steps.ts";
import type { Deps } from "../ports/deps.ts";
import { driveSwept } from "./sweep.ts";

/**
 * Takes and drives them. A message that comes twice, or late, finds nothing: its stamp is no longer the rows'.
 *
 * @returns how many it did; 0 for what is no such message
 */
export async function doSteps(deps: Deps, body: unknown, call: CallContext): Promise<number> {
  const steps = readHandedSteps(body);
  if (steps.length === 0) return 0;
  const taken = await deps.orders.takeHanded(steps);
  for (const held of taken) await driveSwept(deps, held, call);
  return taken.length;
}
