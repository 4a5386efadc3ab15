/** One tick of the clock: reads the outboxes once, and sends what is due at 0, 15, 30 and 45 s. @see specs/notifications.md 13 */
import type { CallContext } from "@edgemart/contracts/call";
import type { Deps } from "../ports/deps.ts";
import { planAnnouncements } from "./announce.ts";
import { type Pulled, pull } from "./pull.ts";
import { CLAIM_MAX, sendDue } from "./send-due.ts";
import { sendPushes } from "./send-pushes.ts";
import { sendTexts } from "./send-texts.ts";

const SWEEPS = 4;
const BETWEEN_SECONDS = 15;
/** Seconds after which a sweep begins no further claim. */
const SWEEP_SECONDS = 12;
/** RPC calls of one tick before another claim; a claim of mails costs up to three, one of texts and one of pushes one each, and 28 may be made. */
const CALLS_MAX = 24;

/** What a tick did. */
export interface Ticked extends Pulled {
  /** Members that an announcement was planned for. */
  announced: number;
  claimed: number;
  sent: number;
}

/** Time as a tick sees it, in seconds since it began. */
export interface TickClock {
  seconds(): number;
  /** Waits until then; false when the tick's time is over. */
  pause(seconds: number): Promise<boolean>;
}

/** Reads and sends. */
export async function tick(deps: Deps, call: CallContext, clock: TickClock): Promise<Ticked> {
  const announced = await apart(deps, "announcement_failed", () => planAnnouncements(deps, call));
  await apart(deps, "return_failed", () => deps.returns.lookAgain());
  const sum: Ticked = { ...(await pull(deps, call)), announced, claimed: 0, sent: 0 };
  for (let n = 0; n < SWEEPS; n++) {
    if (n > 0 && !(await clock.pause(n * BETWEEN_SECONDS))) break;
    const untilSeconds = clock.seconds() + SWEEP_SECONDS;
    while (clock.seconds() < untilSeconds && deps.callsMade() < CALLS_MAX) {
      const done = [
        await sendDue(deps, null, call),
        await sendTexts(deps, null, call),
        await sendPushes(deps, null, call),
      ];
      for (const { claimed, sent } of done) {
        sum.claimed += claimed;
        sum.sent += sent;
      }
      if (done.every(({ claimed }) => claimed < CLAIM_MAX)) break;
    }
  }
  return sum;
}

/** What cannot be done just now must not keep receipts from being sent. */
async function apart(deps: Deps, event: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (thrown) {
    deps.noteFailure(event, "tick", thrown);
    return 0;
  }
}
