/** Gives every call to another Worker its own deadline, within what is left of the caller's, and counts it. */
import type { CallContext } from "@edgemart/contracts/call";
import { remainingMs, withDeadline } from "./deadline.ts";

/** Counts calls of one invocation. */
export interface CallCount {
  made: number;
}

/**
 * Wraps a binding. @param msOf longest wait for a method, in milliseconds
 *
 * @throws from its methods: DeadlineError when the answer is late, without asking when there is no time left
 */
export function bounded<T extends object>(
  binding: T,
  msOf: (method: string) => number,
  count: CallCount,
): T {
  return new Proxy(binding, {
    get(target, name) {
      return (input: unknown, call: CallContext) => {
        count.made += 1;
        const now = Date.now();
        const ms = remainingMs(call.deadline, now, msOf(String(name)));
        // Guarantee of the cast: `T` is an interface of contracts, and these have methods only.
        const verbs = target as Record<PropertyKey, CallableFunction>;
        const asked = { ...call, deadline: now + ms };
        return withDeadline(Promise.resolve(verbs[name]?.(input, asked)), ms);
      };
    },
  });
}
