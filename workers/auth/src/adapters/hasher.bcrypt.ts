/** bcrypt, one at a time per isolate with a short queue: sign-ins cannot starve the refreshes beside them. */
import { err, ok, type Result } from "@edgemart/contracts/result";
import { compareSync, hashSync } from "bcryptjs";
import type { Hasher } from "../ports.ts";

const WAITING_MAX = 8;
const WAIT_MS_MAX = 3_000;
const POLL_MS = 5;
/** A place in the queue whose request has gone (its client left, so its Worker was cancelled) is taken away. */
const ABANDONED_MS = 500;

/**
 * Builds a hasher with its own queue; one per isolate.
 *
 * Waiters poll a plain list, because a promise of one request must not be awaited by another. The synchronous form
 * of bcryptjs is used: its asynchronous one never yields in production either, where the clock stands still during
 * CPU work, and a hash that cannot be interrupted cannot leave the queue blocked.
 */
export function bcryptHasher(now: () => number = Date.now): Hasher {
  const queue: Place[] = [];
  return {
    hash: (material, cost) => inTurn(queue, now, () => hashSync(material, cost)),
    compare: (material, hash) => inTurn(queue, now, () => compareSync(material, hash)),
  };
}

interface Place {
  seenMs: number;
}

async function inTurn<T>(
  queue: Place[],
  now: () => number,
  work: () => T,
): Promise<Result<T, "temporarily_unavailable">> {
  if (queue.length > WAITING_MAX) return err("temporarily_unavailable", { retryAfterSeconds: 1 });
  const place = { seenMs: now() };
  const giveUpMs = place.seenMs + WAIT_MS_MAX;
  queue.push(place);
  try {
    // Even the first waits one turn of the event loop, so that requests that came meanwhile are counted.
    do {
      await turn();
      place.seenMs = now();
      if (place.seenMs > giveUpMs) return err("temporarily_unavailable", { retryAfterSeconds: 1 });
      dropAbandoned(queue, place.seenMs);
      // Taken for abandoned during a hash that held the isolate up: back in line.
      if (!queue.includes(place)) queue.push(place);
    } while (queue[0] !== place);
    return ok(work());
  } finally {
    const at = queue.indexOf(place);
    if (at >= 0) queue.splice(at, 1);
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

function dropAbandoned(queue: Place[], nowMs: number): void {
  for (let at = queue.length - 1; at >= 0; at--) {
    if (nowMs - (queue[at]?.seenMs ?? 0) > ABANDONED_MS) queue.splice(at, 1);
  }
}
