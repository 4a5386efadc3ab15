/** Misses of look-ups, counted in Redis for an hour: 5 of a number, 20 of an address prefix. @see specs/orders.md 47 */
import { ALLOW_KEY_LOCKING, evaluate, type Redis } from "@edgemart/redis/client";
import type { LookupLimit } from "../ports/reads.ts";

const HOUR_SECONDS = 3_600;
const OF_NUMBER_MAX = 5;
const OF_CLIENT_MAX = 20;

/** KEYS counters · ARGV seconds, then the most of each → 1 when one is above it */
const TAKE = `${ALLOW_KEY_LOCKING}
local over = 0
for i, key in ipairs(KEYS) do
  local n = redis.call('INCR', key)
  if tonumber(n) == 1 then redis.call('EXPIRE', key, ARGV[1]) end
  if tonumber(n) > tonumber(ARGV[i + 1]) then over = 1 end
end
return tostring(over)
`;

/** KEYS counters */
const GIVE_BACK = `${ALLOW_KEY_LOCKING}
for _, key in ipairs(KEYS) do
  local n = redis.call('GET', key)
  if n and tonumber(n) > 0 then redis.call('SET', key, tostring(tonumber(n) - 1), 'KEEPTTL') end
end
return '0'
`;

/** Builds the key of a counter. @param subject an order's number, or the digest of an address prefix */
export function lookupKey(kind: "number" | "client", subject: string): string {
  return `lim:lookup:${kind}:${subject}`;
}

/** Makes the counters. Each method throws when Redis is unavailable: without counters no one looks up. */
export function redisLookupLimit(redis: Redis): LookupLimit {
  const keys = (number: string, client: string) => [
    lookupKey("number", number),
    lookupKey("client", client),
  ];
  return {
    async take(number, client) {
      const most = [HOUR_SECONDS, OF_NUMBER_MAX, OF_CLIENT_MAX].map(String);
      return Number(await evaluate<string>(redis, TAKE, keys(number, client), most)) === 0;
    },
    async giveBack(number, client) {
      await evaluate(redis, GIVE_BACK, keys(number, client), []);
    },
  };
}
