/** bcrypt, one at a time per isolate with a short queue and a rest after each: sign-ins cannot starve the refreshes of the same isolate. */
import { err, ok, type Result } from "@edgemart/contracts/result";
import { compareSync, hashSync } from "bcryptjs";
import type { Hasher } from "../ports.ts";

const WAITING_MAX = 8;
const WAIT_MS_MAX = 3_000;
const POLL_MS = 5;
const REST_MS_MAX = 200;
/** A place in the queue whose request has ended (its client left, so its Worker was cancelled) is removed. */
const ABANDONED_MS = 500;

/**
 * Builds a hasher with its own queue; one per isolate.
 *
 * Waiters poll a plain list, because a promise of one request must not be awaited by another. The synchronous form
 * of bcryptjs is used: its asynchronous one never yields in production either, where the clock does not move during
 * CPU work, and a hash that cannot be interrupted cannot leave the queue blocked.
 *
 * After a hash the next one waits as long as it took: a refresh is a handful of trips, each of which would otherwise wait
 * for a hash of its own; so it waits for one at most and then runs through (attack 73, benchmarks/auth).
 */
export function bcryptHasher(now: () => number = Date.now): Hasher {
  const line: Line = { queue: [], last: null };
  return {
    isFull: () => {
      dropAbandoned(line.queue, now());
      return line.queue.length > WAITING_MAX;
    },
    hash: (material, cost) => inTurn(line, now, () => hashSync(material, cost)),
    compare: (material, hash) => inTurn(line, now, () => compareSync(material, hash)),
  };
}

interface Line {
  queue: Place[];
  /** The last hash: its end is read by who comes next, because clocks do not move until then. */
  last: { begunMs: number; endedMs: number | null } | null;
}

interface Place {
  seenMs: number;
}

async function inTurn<T>(
  line: Line,
  now: () => number,
  work: () => T,
): Promise<Result<T, "temporarily_unavailable">> {
  const { queue } = line;
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
    } while (queue[0] !== place || isResting(line, place.seenMs));
    line.last = { begunMs: place.seenMs, endedMs: null };
    return ok(work());
  } finally {
    const at = queue.indexOf(place);
    if (at >= 0) queue.splice(at, 1);
  }
}

/** Bounded, should a clock jump. */
function isResting({ last }: Line, nowMs: number): boolean {
  if (!last) return false;
  last.endedMs ??= nowMs;
  const restMs = Math.min(last.endedMs - last.begunMs, REST_MS_MAX);
  return nowMs - last.endedMs < restMs && nowMs >= last.endedMs;
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

function dropAbandoned(queue: Place[], nowMs: number): void {
  for (let at = queue.length - 1; at >= 0; at--) {
    if (nowMs - (queue[at]?.seenMs ?? 0) > ABANDONED_MS) queue.splice(at, 1);
  }
}
