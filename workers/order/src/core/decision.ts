/** What the saga decides, as data: each is carried out by one statement. Pure. @see specs/orders.md 23, 27 */
import type { OrderState } from "@edgemart/contracts/transitions";
import type { StepArgs, StepName } from "./rows.ts";

/** The next thing to do. With `dueSeconds` 0 its writer goes on with it at once. */
export interface StepWrite {
  name: StepName;
  args: StepArgs;
  dueSeconds: number;
}

/** When a state ends by itself: not; a time of another Worker plus seconds; or the time left for another attempt. */
export type Deadline = null | { at: string; plusSeconds: number } | "attempts";

/** One move of an order, carried out by one statement. */
export interface Move {
  to: OrderState;
  /** Name of the order's event. */
  event: string;
  deadline: Deadline;
  reason?: string | null;
  /** The order whose hold the new one has taken over; it becomes CANCELLED in the same statement. */
  replaced?: string;
  /** Null: nothing is owed. */
  step: StepWrite | null;
}

/** What is done after a step was tried. */
export type Decision =
  | { kind: "move"; move: Move }
  /** Another step, without a move. */
  | { kind: "step"; step: StepWrite }
  /** Stock is sold: the order notes it, and the next step. */
  | { kind: "committed"; step: StepWrite | null }
  /** People must look at it; nothing else is owed. */
  | { kind: "attention"; reason: "deposit_reversed" }
  /** A deposit that the bank took back is there again: its owner is notified, staff decide, nothing else is owed. */
  | { kind: "paid_again" }
  /** Nothing is owed any more. */
  | { kind: "done" }
  /** Try the same again later. */
  | { kind: "again"; error: string }
  /** Begin a cancellation of everything that is left. */
  | { kind: "cancel_all" };

/** Seconds a failed try waits: 1, 2, 4 … 30. @param tries so far, from 1 */
export function waitSeconds(tries: number): number {
  return Math.min(30, 2 ** Math.max(0, Math.min(tries, 10) - 1));
}

/** From this try on an administrator is notified. */
export const ATTENTION_TRIES = 10;
