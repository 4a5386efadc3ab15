/** One tick of the clock: sweeps at 0, 10 … 50 s, because a cron strikes once a minute. @see specs/orders.md 28 */
import type { Work } from "../ports/deps.ts";
import { type Swept, sweep } from "./sweep.ts";

const SWEEPS = 6;
const BETWEEN_SECONDS = 10;

/** How time passes in a tick. */
export interface TickTime {
  /** Waits until so many seconds after the tick began; false when the tick's time is over. */
  pause(seconds: number): Promise<boolean>;
  isOver(): boolean;
}

/** Sweeps six times. @returns what was gone on with, in all */
export async function tick(work: Work, { pause, isOver }: TickTime): Promise<Swept> {
  const sum: Swept = { expired: 0, driven: 0, refunds: 0, webhooks: 0, events: 0 };
  for (let n = 0; n < SWEEPS; n++) {
    if (n > 0 && !(await pause((n * BETWEEN_SECONDS) / work.pace))) break;
    const swept = await sweep(work, isOver);
    for (const name of Object.keys(sum) as (keyof Swept)[]) sum[name] += swept[name];
  }
  return sum;
}
