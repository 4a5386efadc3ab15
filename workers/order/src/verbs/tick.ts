/** One tick of the clock: sweeps at 0, 10 … 50 s, because a cron strikes once a minute. @see specs/orders.md 28 */
import type { CallContext } from "@edgemart/contracts/call";
import type { Deps } from "../ports/deps.ts";
import { type Swept, sweep } from "./sweep.ts";

const SWEEPS = 6;
const BETWEEN_SECONDS = 10;

/**
 * Sweeps six times; all of them share one allowance of calls.
 *
 * @param call  its deadline is the end of the tick: calls that are open then are cut, and their leases cover them
 * @param pause waits until so many seconds after the tick began; false when the tick's time is over
 */
export async function tick(
  deps: Deps,
  call: CallContext,
  pause: (seconds: number) => Promise<boolean>,
): Promise<Swept> {
  const sum: Swept = {
    ended: 0,
    delivered: 0,
    withdrawn: 0,
    overdue: 0,
    completed: 0,
    looked: 0,
    driven: 0,
    handed: 0,
    sent: 0,
  };
  for (let n = 0; n < SWEEPS; n++) {
    if (n > 0 && !(await pause((n * BETWEEN_SECONDS) / deps.settings.pace))) break;
    const swept = await sweep(deps, call);
    // Guarantee of the cast: these are the keys of the sum, as its type says.
    for (const name of Object.keys(sum) as (keyof Swept)[]) sum[name] += swept[name];
  }
  return sum;
}
