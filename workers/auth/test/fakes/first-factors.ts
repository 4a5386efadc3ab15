/** First factors that wait for a second, in memory. */
import { MFA_TRIES_MAX } from "../../src/core/second-factor.ts";
import { type FirstFactor, type FirstFactorStore, Unavailable } from "../../src/ports.ts";

/** Makes an empty store; `down.redis` makes every call fail. @param now epoch milliseconds */
export function memoryFirstFactors(down: { redis: boolean }, now: () => number): FirstFactorStore {
  const kept = new Map<string, { proved: FirstFactor; tries: number; endsMs: number }>();
  const find = (digest: string) => {
    if (down.redis) throw new Unavailable("redis: unavailable");
    const found = kept.get(digest);
    return found && found.endsMs > now() ? found : null;
  };
  return {
    async keep(digest, proved) {
      find(digest);
      kept.set(digest, { proved, tries: 0, endsMs: now() + 300_000 });
    },
    peek: async (digest) => find(digest)?.proved ?? null,
    async attempt(digest) {
      const found = find(digest);
      if (!found) return null;
      found.tries++;
      if (found.tries > MFA_TRIES_MAX) kept.delete(digest);
      return found.tries > MFA_TRIES_MAX ? null : found.proved;
    },
    take: async (digest) => find(digest) !== null && kept.delete(digest),
  };
}
