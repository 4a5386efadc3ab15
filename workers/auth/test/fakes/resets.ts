/** Links to a new password, in memory. */
import { type ResetStore, Unavailable } from "../../src/ports.ts";

/** Makes an empty store of links; `down.redis` makes every call fail. */
export function memoryResets(down: { redis: boolean }): ResetStore {
  const links = new Map<string, string>();
  const newest = new Map<string, string>();
  const check = () => {
    if (down.redis) throw new Unavailable("redis: unavailable");
  };
  return {
    lifeSeconds: 1800,
    async issue(digest, memberId) {
      check();
      links.set(digest, memberId);
      newest.set(memberId, digest);
    },
    async peek(digest) {
      check();
      return links.get(digest) ?? null;
    },
    async take(digest, memberId) {
      check();
      if (links.get(digest) !== memberId || newest.get(memberId) !== digest) return false;
      newest.delete(memberId);
      return links.delete(digest);
    },
  };
}
