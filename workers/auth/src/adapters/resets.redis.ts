/** One-time password links in Redis: only a digest is stored, a newer one revokes the older, and one use takes both. */
import { ALLOW_KEY_LOCKING, evaluate, type Redis } from "@edgemart/redis/client";
import type { ResetStore } from "../ports.ts";
import { newestResetKey, resetKey } from "./keys.ts";
import { askRedis } from "./outage.ts";

/** KEYS token, newest · ARGV member, digest, TTL */
const ISSUE = `${ALLOW_KEY_LOCKING}
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[3])
redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[3])
return { 'issued' }
`;

/** KEYS token, newest · ARGV member, digest → {"taken"} for one caller alone, or {} */
const TAKE = `${ALLOW_KEY_LOCKING}
if redis.call('GET', KEYS[1]) ~= ARGV[1] or redis.call('GET', KEYS[2]) ~= ARGV[2] then return {} end
redis.call('DEL', KEYS[1])
redis.call('DEL', KEYS[2])
return { 'taken' }
`;

/** @param lifeSeconds how long a link is good */
export function redisResets(redis: Redis, lifeSeconds: number): ResetStore {
  const run = (script: string, digest: string, memberId: string, args: string[]) =>
    askRedis(() =>
      evaluate<string[]>(redis, script, [resetKey(digest), newestResetKey(memberId)], args),
    );
  return {
    lifeSeconds,
    async issue(digest, memberId) {
      await run(ISSUE, digest, memberId, [memberId, digest, String(lifeSeconds)]);
    },
    peek: (digest) => askRedis(() => redis.get<string>(resetKey(digest))),
    async take(digest, memberId) {
      const [answer] = await run(TAKE, digest, memberId, [memberId, digest]);
      return answer === "taken";
    },
  };
}
