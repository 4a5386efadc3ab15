/** Dependencies that crash at an effect: before it is made, or when its reply is thrown away. */
import type { Work } from "../../src/ports/deps.ts";

/** Thrown in place of what a process would have done next. */
export class Crash extends Error {
  override name = "Crash";
}

/**
 * Gives the same dependencies, which crash at the n-th effect of stores and gateway.
 *
 * @param n    from 1; more than there are effects: no crash
 * @param when before the effect, or after it
 */
export function crashingAt(work: Work, n: number, when: "before" | "after"): Work {
  let made = 0;
  const watched = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function" || name === "next") return value;
        return async (...input: unknown[]) => {
          made += 1;
          const isHere = made === n;
          if (isHere && when === "before") throw new Crash();
          const answer: unknown = await value.apply(target, input);
          if (isHere) throw new Crash();
          return answer;
        };
      },
    });
  return {
    ...work,
    payments: watched(work.payments),
    refunds: watched(work.refunds),
    webhooks: watched(work.webhooks),
    gateway: watched(work.gateway),
  };
}
