/** Challenges of passkeys, in memory. */
import { type Challenge, type ChallengeStore, Unavailable } from "../../src/ports.ts";

/** Makes an empty store of challenges; `down.redis` makes every call fail. @param now epoch milliseconds */
export function memoryChallenges(down: { redis: boolean }, now: () => number): ChallengeStore {
  const kept = new Map<string, { challenge: Challenge; endsMs: number }>();
  const check = () => {
    if (down.redis) throw new Unavailable("redis: unavailable");
  };
  return {
    async keep(id, challenge) {
      check();
      kept.set(id, { challenge, endsMs: now() + 300_000 });
    },
    async take(id) {
      check();
      const found = kept.get(id);
      kept.delete(id);
      return found && found.endsMs > now() ? found.challenge : null;
    },
  };
}
