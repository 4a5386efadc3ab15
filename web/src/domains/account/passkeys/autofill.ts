/** Waits for a passkey chosen at the e-mail field: nothing opens by itself, and nothing waits where it cannot. @see specs/identity.md 42 */
import { begin, finish, type Outcome, type PasskeyAct } from "./passkey-act.ts";

/** A challenge lives for 5 minutes; one that is older than this is asked anew. */
const ANEW_MS = 240_000;
/** No person chooses a passkey and is refused sooner. What ends sooner ends by itself, and would again, without end. */
const BY_HAND_MS = 2_000;

/** What waits at the field. */
export interface Autofill {
  /** Begins to wait, with a new challenge. */
  start(): Promise<void>;
  /** Ends the waiting: another question may be asked now. */
  stop(): void;
}

/** @param ended receives what a passkey that was chosen came to, and whether the field may wait again at once */
export function autofill(
  act: PasskeyAct,
  fields: () => Record<string, string>,
  ended: (outcome: Outcome, mayWaitAgain: boolean) => void,
): Autofill {
  /** Grows with each start and stop: what belongs to an older turn is dropped. */
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let end: (() => void) | null = null;

  async function start(): Promise<void> {
    const own = ++turn;
    if (!(await canWait()) || own !== turn) return;
    timer = setTimeout(anew, ANEW_MS);
    const started = await begin(act, fields());
    // Without a challenge there is nothing to choose, and nothing to tell.
    if (own !== turn || !("begun" in started)) return;
    end = started.begun.ceremonies.stopWaiting;
    const since = Date.now();
    const outcome = await finish(act, fields(), started.begun, "useAtField");
    const isByHand = Date.now() - since >= BY_HAND_MS;
    // What ended by itself was no one's choice: a reader who did nothing is shown no complaint.
    const isSaid = isByHand || (outcome !== null && "location" in outcome);
    if (own === turn) ended(isSaid ? outcome : null, isByHand);
  }
  /** A tab in the background asks nothing until it is seen again. */
  function anew(): void {
    if (document.hidden) document.addEventListener("visibilitychange", anew, { once: true });
    else void start();
  }
  return {
    start,
    stop() {
      turn += 1;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", anew);
      end?.();
      end = null;
    },
  };
}

async function canWait(): Promise<boolean> {
  const { PublicKeyCredential: passkeys } = window;
  return (await passkeys?.isConditionalMediationAvailable?.().catch(() => false)) ?? false;
}
