/** How long a call to a store may take: longer where a connection must be made for it first. No I/O; time is an argument. */

/** Milliseconds. A first call pays for its connection: TCP, TLS and the call are three round trips, a later one is one. */
export interface StoreBudget {
  firstMs: number;
  laterMs: number;
}

/** A connection that lay idle for so long may be closed. */
const IDLE_MS = 30_000;

interface Line {
  /** Connections believed to be there, and calls under way. */
  open: number;
  busy: number;
  lastMs: number;
}

// What this isolate knows of its connections, by store: the runtime pools them and does not tell.
const lines = new Map<string, Line>();

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
 * It is a first one unless a connection is believed to be free: the first of the isolate, one more at once than ever
 * before, and the one after a call that was not answered.
 *
 * @param store what its connections lead to, such as the origin
 */
export function beginStoreCall(store: string, budget: StoreBudget, nowMs: number): StoreWait {
  const line = lines.get(store) ?? { open: 0, busy: 0, lastMs: nowMs };
  lines.set(store, line);
  if (line.busy === 0 && nowMs - line.lastMs >= IDLE_MS) line.open = 0;
  const isFirst = line.busy >= line.open;
  line.busy += 1;
  return {
    ms: isFirst ? Math.max(budget.firstMs, budget.laterMs) : budget.laterMs,
    end(answered, endMs) {
      line.busy -= 1;
      line.lastMs = endMs;
      if (!answered) line.open = Math.max(0, line.open - 1);
      else if (isFirst) line.open += 1;
    },
  };
}
