/** How long a call to a store may take: longer where a connection must be made for it first. No I/O; time is an argument. */

/** Milliseconds. A first call pays for its connection: TCP, TLS and the call are three round trips, a later one is one. */
export interface StoreBudget {
  firstMs: number;
  laterMs: number;
}

/** workerd closes a pooled connection that lay idle for 5 s. */
const IDLE_MS = 4_000;
const IDLE_MAX = 100;

// Since when each connection of this isolate is believed to be free, by store: the runtime pools them and does not tell.
const idle = new Map<string, number[]>();

/** One call's share. */
export interface StoreWait {
  /** Longest wait in milliseconds. */
  ms: number;
  /** Tells how it ended; an unanswered call has lost its connection. */
  end(answered: boolean, nowMs: number): void;
}

/**
 * Begins a call.
 *
 * It is a first one unless a connection is believed to be free: the first of the isolate, one more at once than before,
 * one after some seconds of silence, and the one after a call that was not answered.
 *
 * @param store what its connections lead to, such as the origin
 */
export function beginStoreCall(store: string, budget: StoreBudget, nowMs: number): StoreWait {
  const free = (idle.get(store) ?? []).filter((sinceMs) => nowMs - sinceMs < IDLE_MS);
  // The one used last, as the pool does: the others grow old.
  const isFirst = free.pop() === undefined;
  idle.set(store, free);
  return {
    ms: isFirst ? Math.max(budget.firstMs, budget.laterMs) : budget.laterMs,
    end(answered, endMs) {
      const left = idle.get(store) ?? [];
      if (answered && left.length < IDLE_MAX) idle.set(store, [...left, endMs]);
    },
  };
}
