/** The throttle in Lua: taking a slot is one step, so of N parallel attempts exactly the limit goes on. @see core/throttle.ts */
import { ALLOW_KEY_LOCKING } from "@edgemart/redis/client";

/** KEYS window · ARGV now, now + window, max, key TTL → {"go", attempt} or {"wait", seconds} */
export const TAKE_WINDOW = `${ALLOW_KEY_LOCKING}
local now = tonumber(ARGV[1])
local count, resetAt = redis.call('HGET', KEYS[1], 'n'), redis.call('HGET', KEYS[1], 'resetAt')
if not resetAt or now >= tonumber(resetAt) then
  count, resetAt = '0', ARGV[2]
end
if tonumber(count) >= tonumber(ARGV[3]) then
  return { 'wait', tostring(tonumber(resetAt) - now) }
end
local attempt = tostring(tonumber(count) + 1)
redis.call('HSET', KEYS[1], 'n', attempt, 'resetAt', resetAt)
redis.call('EXPIRE', KEYS[1], ARGV[4])
return { 'go', attempt }
`;

/** KEYS window · ARGV now */
export const GIVE_BACK_WINDOW = `${ALLOW_KEY_LOCKING}
local count, resetAt = redis.call('HGET', KEYS[1], 'n'), redis.call('HGET', KEYS[1], 'resetAt')
if resetAt and tonumber(ARGV[1]) < tonumber(resetAt) and tonumber(count) > 0 then
  redis.call('HSET', KEYS[1], 'n', tostring(tonumber(count) - 1))
end
return {}
`;

/** KEYS account · ARGV now, free failures, longest wait, key TTL, failures that lock, TTL of a lock → {"go", attempt} or {"wait", seconds} */
export const TAKE_ACCOUNT = `${ALLOW_KEY_LOCKING}
local now, free, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local failures, waits = redis.call('HGET', KEYS[1], 'n'), redis.call('HGET', KEYS[1], 'until')
if waits and now < tonumber(waits) then
  return { 'wait', tostring(tonumber(waits) - now) }
end
local attempt = 1
if failures then attempt = tonumber(failures) + 1 end
local wait = 0
if attempt >= free then
  wait = 1
  local step = free
  while step < attempt and wait < longest do
    wait = wait * 2
    step = step + 1
  end
  if wait > longest then wait = longest end
end
local waitUntil = 0
if wait > 0 then waitUntil = now + wait end
redis.call('HSET', KEYS[1], 'n', tostring(attempt), 'until', tostring(waitUntil))
local memory = ARGV[4]
if attempt >= tonumber(ARGV[5]) then memory = ARGV[6] end
redis.call('EXPIRE', KEYS[1], memory)
return { 'go', tostring(attempt) }
`;

/** KEYS account · ARGV attempt: undoes it; its wait ends only if no one came after it */
export const GIVE_BACK_ACCOUNT = `${ALLOW_KEY_LOCKING}
local failures = redis.call('HGET', KEYS[1], 'n')
if failures and tonumber(failures) > 0 then
  if tonumber(failures) == tonumber(ARGV[1]) then redis.call('HSET', KEYS[1], 'until', '0') end
  redis.call('HSET', KEYS[1], 'n', tostring(tonumber(failures) - 1))
end
return {}
`;
