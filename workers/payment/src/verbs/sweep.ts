/** One sweep of the clock: whatever is still owed is a row, and is gone on with here. @see specs/payments.md 16 */
import type { Work } from "../ports/deps.ts";
import { drivePayment } from "./drive-payment.ts";
import { driveRefund } from "./drive-refund.ts";
import { handleWebhooks } from "./handle-webhooks.ts";

/** A Worker has six connections. */
const ABREAST = 6;
const EXPIRED_MAX = 500;
const WEBHOOKS_MAX = 60;
const REFUNDS_MAX = 30;
const EVENTS_MAX = 100;

/** How many of each were gone on with. */
export interface Swept {
  expired: number;
  driven: number;
  refunds: number;
  webhooks: number;
  events: number;
}

/**
 * Sweeps once. What fails waits for the next sweep: its lease runs out, or it was never taken.
 *
 * @param isOver tells that the clock's time is over: nothing new is begun then
 */
export async function sweep(work: Work, isOver: () => boolean): Promise<Swept> {
  const expired = await work.payments.expireReady(EXPIRED_MAX);
  let driven = 0;
  while (!isOver()) {
    const due = await work.payments.takeDue(null, ABREAST);
    await each(due, (taken) => drivePayment(taken, work), work);
    driven += due.length;
    if (due.length < ABREAST) break;
  }
  const refunds = isOver() ? [] : await work.refunds.due(REFUNDS_MAX);
  await abreast(refunds, (id) => driveRefund(id, work), work, isOver);
  const webhooks = isOver() ? [] : await work.webhooks.unhandled(WEBHOOKS_MAX);
  await abreast(webhooks, (id) => handleWebhooks(id, work), work, isOver);
  const events = await work.events.sendUnsent(EVENTS_MAX);
  return { expired, driven, refunds: refunds.length, webhooks: webhooks.length, events };
}

/** A few at the same time, until all are done or the time is over. */
async function abreast<T>(
  all: readonly T[],
  visit: (one: T) => Promise<unknown>,
  work: Work,
  isOver: () => boolean,
): Promise<void> {
  for (let at = 0; at < all.length && !isOver(); at += ABREAST) {
    await each(all.slice(at, at + ABREAST), visit, work);
  }
}

async function each<T>(
  some: readonly T[],
  visit: (one: T) => Promise<unknown>,
  work: Work,
): Promise<void> {
  const visited = await Promise.allSettled(some.map(visit));
  for (const each of visited) {
    if (each.status === "rejected") work.note("payment.sweep_failed", { reason: each.reason });
  }
}
