/** Drives an order from step to step until nothing is due now, or the call's time is over. */
import type { CallContext } from "@edgemart/contracts/call";
import type { Held, OrderRow } from "../core/rows.ts";
import type { SagaDeps } from "../ports/deps.ts";
import { type Note, runStep, type Tried } from "./run-step.ts";

/** Where a drive ended. */
export interface Driven {
  order: OrderRow;
  /** A step still held: the caller goes on with it, or its lease ends. */
  held: Held | null;
  /** Everything learnt on the way; of two notes of a kind the later one. */
  note: Note;
  /** Why the last step is tried again later; null when it was done. */
  waits: string | null;
}

/** More than the longest way from begin to earned. */
const STEPS_MAX = 12;
/** Who loses a compare-and-set reads again and decides anew so often. */
const LOST_MAX = 3;

/**
 * Drives what is held.
 *
 * @param until stops as soon as the order is so; what is held then is given back with it
 * @param run   does a step; the sweep undoes placings where a request would go on
 */
export async function drive(
  deps: SagaDeps,
  first: Held,
  call: CallContext,
  until: (order: OrderRow) => boolean = () => false,
  run: typeof runStep = runStep,
): Promise<Driven> {
  let held = first;
  let note: Note = {};
  for (let steps = 0, lost = 0; steps < STEPS_MAX; steps++) {
    const tried = await attempt(deps, held, () => run(deps, held, call));
    note = { ...note, ...tried.note };
    const settled = await deps.orders.settle(held, tried.decision);
    if (settled === null) {
      const order = await deps.orders.find(held.order.id);
      if (!order) throw new Error(`${held.order.id} is gone`);
      // Another has moved it on: its state now is the answer, unless the same step is still ours to do.
      if (order.state !== held.order.state || ++lost > LOST_MAX) {
        return { order, held: null, note, waits: null };
      }
      held = { order, step: held.step };
      continue;
    }
    const { order } = settled;
    if (tried.decision.kind === "again") {
      return { order, held: null, note, waits: tried.decision.error };
    }
    // What was asked for while it was paid is another verb's: the caller, or the sweep, goes on with it.
    if (settled.held === null || settled.held.step.name === "cancel" || until(order)) {
      return { order, held: settled.held, note, waits: null };
    }
    held = settled.held;
  }
  return { order: held.order, held, note, waits: null };
}

/** What throws is not known: the step stays and is tried again. */
async function attempt(deps: SagaDeps, held: Held, work: () => Promise<Tried>): Promise<Tried> {
  try {
    return await work();
  } catch (thrown) {
    deps.noteFailure(held.step.name, held.order.id, thrown);
    const name = thrown instanceof Error ? thrown.name : "Error";
    return { decision: { kind: "again", error: name }, note: { failed: name } };
  }
}
