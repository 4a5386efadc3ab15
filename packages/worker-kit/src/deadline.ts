/** Deadlines: no outside call waits for ever, and no callee works past the time its caller stops listening. */

/** Thrown when an outside call took longer than its deadline. */
export class DeadlineError extends Error {
  override name = "DeadlineError";
}

/**
 * Waits for an outside answer for at most `timeoutMs`.
 *
 * Workers RPC has no abort: the callee may still finish, its answer is dropped.
 *
 * @throws DeadlineError when the time is over
 */
export async function withDeadline<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new DeadlineError(`no answer in ${timeoutMs} ms`)),
    timeoutMs,
  );
  // A loser that rejects later must not become an unhandled rejection.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}

/** Tells whether a thrown value means "too late", ours or the runtime's own. */
export function isDeadline(thrown: unknown): boolean {
  return (
    thrown instanceof Error && (thrown.name === "DeadlineError" || thrown.name === "TimeoutError")
  );
}

/** Milliseconds left until `deadline` (epoch ms), at least 1 and at most `capMs`. */
export function remainingMs(deadline: number, now: number, capMs: number): number {
  return Math.max(1, Math.min(capMs, deadline - now));
}
