/** Does what is owed: ends what is over its deadline, and drives the steps that are due. @see specs/orders.md 27–29, 32 */
import type { CallContext } from "@edgemart/contracts/call";
import { STEPS_PER_MESSAGE } from "../core/handed-steps.ts";
import type { Held } from "../core/rows.ts";
import { afterLook } from "../core/saga.ts";
import type { Deps } from "../ports/deps.ts";
import type { DaysPassed } from "../ports/parcels.ts";
import { cancelAll } from "./cancel-all.ts";
import { drive } from "./drive.ts";
import { driveChange } from "./drive-change.ts";
import { runStep, undoPlacing } from "./run-step.ts";

/** RPC calls that one tick, all its sweeps together, makes itself. */
export const CALLS_MAX = 24;
/** The most that one step's way costs: pin, open; abandon, release; commit, earn. */
const CALLS_PER_STEP = 3;
const AT_ONCE = 4;
const LOOKS_MAX = 100;
const ENDS_MAX = 500;
const EVENTS_MAX = 100;
/** Parcels, returns and orders that one sweep moves because days have passed. */
const DAYS_MAX = 250;
/** Steps that one sweep gives to the queue: 10 000 that are due at once are given within two minutes. */
const HANDED_MAX = 1_000;

/** What one sweep did. */
export interface Swept extends DaysPassed {
  ended: number;
  looked: number;
  driven: number;
  /** Steps given to the queue of steps. */
  handed: number;
  sent: number;
}

/** Sweeps once. What is left over is done by the next sweep. */
export async function sweep(deps: Deps, call: CallContext): Promise<Swept> {
  const ended = await deps.orders.endOverdue(ENDS_MAX);
  const looked = await lookAtAll(deps, call);
  let driven = 0;
  while (CALLS_MAX - deps.callsMade() >= CALLS_PER_STEP * AT_ONCE) {
    const due = await deps.orders.take({ looks: false, limit: AT_ONCE });
    if (due.length === 0) break;
    await Promise.all(due.map((held) => alone(deps, held, driveSwept(deps, held, call))));
    driven += due.length;
  }
  const passed = await passDays(deps);
  const handed = await handOver(deps);
  const sent = await deps.events.sendUnsent(EVENTS_MAX);
  return { ended, ...passed, looked, driven, handed, sent };
}

/** What this tick may not do itself goes to the queue. What the queue does not take is due again when its lease is over. */
async function handOver({ orders, stepQueue }: Deps): Promise<number> {
  if (!stepQueue) return 0;
  const handed = await orders.handOver(HANDED_MAX);
  if (handed.length > 0) await stepQueue.send(chunksOf(handed, STEPS_PER_MESSAGE));
  return handed.length;
}

function chunksOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) =>
    all.slice(n * size, (n + 1) * size),
  );
}

/** Does what is due by days. An error in it keeps no message from being sent: it is noted, and tried by the next sweep. */
async function passDays(deps: Deps): Promise<DaysPassed> {
  try {
    return await deps.parcels.passDays(DAYS_MAX);
  } catch (thrown) {
    deps.noteFailure("days", "every order", thrown);
    return { delivered: 0, withdrawn: 0, overdue: 0, completed: 0 };
  }
}

/** Drives one subject's step: an order's, or that of one of its changes. */
export async function driveSwept(deps: Deps, held: Held, call: CallContext): Promise<void> {
  if (held.step.subject !== held.order.id) await driveChange(deps, held, call);
  else if (held.step.name === "cancel") await cancelAll(deps, held, call);
  else {
    const driven = await drive(deps, held, call, undefined, runSwept);
    if (driven.held?.step.name === "cancel") await cancelAll(deps, driven.held, call);
  }
}

/** A request's placing is undone by the sweep; every other step is done as a request does it. */
const runSwept: typeof runStep = async (deps, held, call) =>
  held.step.name === "hold" && held.order.state === "PLACING"
    ? undoPlacing(held)
    : runStep(deps, held, call);

/** Looks at every open attempt that is due in one call. */
async function lookAtAll(deps: Deps, call: CallContext): Promise<number> {
  if (deps.callsMade() >= CALLS_MAX) return 0;
  const due = await deps.orders.take({ looks: true, limit: LOOKS_MAX });
  const paymentIds = due.flatMap(({ order }) => order.paymentId ?? []);
  if (paymentIds.length === 0) return 0;
  const facts = await deps.payment.look({ purpose: "order", paymentIds }, call).catch(() => null);
  const decide = ({ order }: Held) =>
    facts === null
      ? ({ kind: "again", error: "look" } as const)
      : afterLook(
          order,
          facts.find(({ paymentId }) => paymentId === order.paymentId),
        );
  // What follows a look is taken by the sweep as any other step: only its decision is carried out here.
  const settled = await Promise.all(
    due.map((held) => alone(deps, held, deps.orders.settle(held, decide(held)))),
  );
  for (const each of settled) {
    if (each?.held && CALLS_MAX - deps.callsMade() >= CALLS_PER_STEP) {
      await alone(deps, each.held, driveSwept(deps, each.held, call));
    }
  }
  return due.length;
}

/** Keeps the failure of one order from ending the sweep of all others: its step stays. @returns null when it failed */
async function alone<T>(deps: Deps, { order, step }: Held, work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (thrown) {
    deps.noteFailure(step.name, order.id, thrown);
    return null;
  }
}
