/** Counts what a request costs: trips to Redis, questions to member, hashes. */
import type { TestAuth } from "./fakes.ts";

/** What was spent since a beginning. */
export interface Cost {
  redis: number;
  member: number;
  hashes: number;
}

/** Begins to count. Each method of a store in Redis is one command or one script, so a call of it is one trip. */
export function countTrips(auth: TestAuth): () => Cost {
  let redis = 0;
  const counted = <T extends object>(store: T): T =>
    new Proxy(store, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== "function") return method;
        return (...given: unknown[]) => {
          redis++;
          return Reflect.apply(method, target, given);
        };
      },
    });
  const { deps } = auth;
  deps.sessions = counted(deps.sessions);
  deps.throttle = counted(deps.throttle);
  deps.challenges = counted(deps.challenges);
  deps.firstFactors = counted(deps.firstFactors);
  deps.oidcStore = counted(deps.oidcStore);
  const [members, hashes] = [auth.members.calls, auth.hasher.calls];
  return () => ({
    redis,
    member: auth.members.calls - members,
    hashes: auth.hasher.calls - hashes,
  });
}
