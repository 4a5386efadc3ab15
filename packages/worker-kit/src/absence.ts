/** Tells what a failed call says of the one that was called: the one judgement behind every circuit. Pure. */

/** `untold`: the failure began on this side, or with the caller; nothing was learnt of the other side. */
export type Finding = "absent" | "present" | "untold";

/** What a Worker throws over RPC when a store it needs cannot be reached. The name travels, the class does not. */
export const STORE_AWAY = "StoreAwayError";

/** Thrown by `answerRpc` in place of a store's own error. */
export class StoreAwayError extends Error {
  override name = STORE_AWAY;
}

interface Thrown {
  name?: unknown;
  message?: unknown;
  /** Set by workerd on what the other side threw. */
  remote?: unknown;
  /** Set by workerd on lost connections, and on aborts of our own. */
  retryable?: unknown;
  overloaded?: unknown;
}

/**
 * Judges what a call over a binding threw.
 *
 * Absent: no connection, a time limit of ours, an overloaded Worker, a store that cannot be reached behind it. Everything
 * else a caller can cause: an input that cannot be cloned, an abort, a bug that an input meets. What is not known for
 * absence is none. The shapes are those of workerd, read from it by `test/absence.worker.test.ts`.
 *
 * @param bodyArrived false while the caller was still sending: then the wait was for the caller
 */
export function findingOf(thrown: unknown, { bodyArrived = true } = {}): Finding {
  if (!bodyArrived || typeof thrown !== "object" || thrown === null) return "untold";
  const { name, message, remote, retryable, overloaded } = thrown as Thrown;
  const isRemote = remote === true;
  if (name === STORE_AWAY) return "absent";
  // Before `retryable`: workerd sets it on aborts too. A time limit of the other side's is its own affair.
  if (name === "AbortError" || name === "DataCloneError") return isRemote ? "present" : "untold";
  if (name === "TimeoutError" || name === "DeadlineError") return isRemote ? "present" : "absent";
  if (overloaded === true || retryable === true) return "absent";
  if (
    typeof message === "string" &&
    /^(network connection lost|internal error; reference)/i.test(message)
  ) {
    return "absent";
  }
  return isRemote ? "present" : "untold";
}
