/** Lets a job in when the isolate has room for its source, and refuses it when the queue is full or slow. */
import type { ErrorCode } from "@edgemart/contracts/error";
import { err, type Result } from "@edgemart/contracts/result";
import type { Lease } from "../core/leases.ts";
import { WORK_LIMITS } from "../core/limits.ts";
import type { Places } from "../ports.ts";

/**
 * Runs a job while its source counts against the isolate's memory.
 *
 * Waiting is a poll on plain numbers: workerd binds a promise to the request that made it, and one request must
 * never hang on another that was cancelled.
 *
 * @param bytes length of the source, or the most it may be
 * @returns what the job returns · `image_busy`
 */
export async function withPlace<T, Code extends ErrorCode>(
  places: Places,
  bytes: number,
  job: () => Promise<Result<T, Code>>,
): Promise<Result<T, Code | "image_busy">> {
  const lease = await enter(places, Math.min(bytes, WORK_LIMITS.sourceBytesInFlight));
  if (!lease) return err("image_busy", { retryAfterSeconds: 2 });
  try {
    return await job();
  } finally {
    places.work.release(lease);
  }
}

async function enter({ work, queue }: Places, bytes: number): Promise<Lease | null> {
  const begun = Date.now();
  const direct = work.take(bytes, begun, WORK_LIMITS.leaseMs);
  if (direct) return direct;
  const place = queue.take(1, begun, WORK_LIMITS.waitMs);
  if (!place) return null;
  try {
    while (Date.now() < place.expiresAt) {
      await pause(WORK_LIMITS.pollMs);
      const lease = work.take(bytes, Date.now(), WORK_LIMITS.leaseMs);
      if (lease) return lease;
    }
    return null;
  } finally {
    queue.release(place);
  }
}

/** Waits on the asking request's own timer. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
