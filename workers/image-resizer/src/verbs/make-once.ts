/** Single flight: of many requests for one missing answer, one makes it and the others take its bytes. */
import { err, type Result } from "@edgemart/contracts/result";
import type { HeldAnswer } from "../core/answer.ts";
import type { Leases } from "../core/leases.ts";
import { WORK_LIMITS } from "../core/limits.ts";
import type { Flight } from "../ports.ts";
import { pause } from "./with-place.ts";

/**
 * Makes an answer, or waits for the one that is being made.
 *
 * A leader that is cancelled leaves its flight without an outcome; after `leaseMs` the next request leads.
 *
 * @param queue places for requests that wait
 * @param make  runs to its end even when its client disconnects: the caller hands it to `later`
 * @returns `image_busy` when the queue is full or the leader too slow
 */
export async function makeOnce(
  flights: Map<string, Flight>,
  queue: Leases,
  key: string,
  make: () => Promise<Result<HeldAnswer>>,
): Promise<Result<HeldAnswer>> {
  const begun = Date.now();
  const running = flights.get(key);
  if (running && running.expiresAt > begun) return follow(running, queue, begun);
  const flight: Flight = { outcome: null, expiresAt: begun + WORK_LIMITS.leaseMs };
  flights.set(key, flight);
  try {
    flight.outcome = await make();
    return flight.outcome;
  } catch (thrown) {
    flight.outcome = err("internal");
    throw thrown;
  } finally {
    if (flights.get(key) === flight) flights.delete(key);
  }
}

async function follow(flight: Flight, queue: Leases, begun: number): Promise<Result<HeldAnswer>> {
  const place = queue.take(1, begun, WORK_LIMITS.waitMs);
  if (place) {
    while (flight.outcome === null && Date.now() < place.expiresAt) await pause(WORK_LIMITS.pollMs);
    queue.release(place);
  }
  return flight.outcome ?? err("image_busy", { retryAfterSeconds: 2 });
}
