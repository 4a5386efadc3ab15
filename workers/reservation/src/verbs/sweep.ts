/** What the clock does: asks payment about attempts that are open, and ends what is over. @see specs/ticketing.md 41, 44 */
import type { CallContext } from "@edgemart/contracts/call";
import type { Deps } from "../ports/deps.ts";
import { followAll } from "./follow.ts";
import { lookAtAttempt } from "./settle-attempt.ts";

/** Attempts of one round: each may be a call of payment. */
const LOOKS_MAX = 20;
const LOOK_SECONDS = 30;
const EXPIRED_MAX = 500;

/** Does one round. @param isFirst of its tick @returns how many attempts ended, and how many sections got seats back */
export async function sweep(
  deps: Deps,
  call: CallContext,
  isFirst: boolean,
): Promise<{ looked: number; ended: number; freed: number }> {
  const open = await deps.sale.open(LOOK_SECONDS, LOOKS_MAX);
  let ended = 0;
  for (const attempt of open) {
    try {
      if ((await lookAtAttempt(deps, attempt, call)) !== "open") ended += 1;
    } catch (thrown) {
      deps.noteUnfollowed(attempt.id, thrown);
    }
  }
  const freed = await deps.sale.expire(EXPIRED_MAX);
  await followAll(deps, freed);
  // What ended one may have died before its sections looked: they look once more.
  if (isFirst) await followAll(deps, await deps.sale.endedLately(EXPIRED_MAX));
  return { looked: open.length, ended, freed: freed.length };
}
