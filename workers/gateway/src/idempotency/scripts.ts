/** The transitions of a record as Lua, each atomic: protocol.ts in Redis's own words, held against it on random walks. */
import { REPEATABLE } from "@edgemart/redis/client";
import { VOIDED_LUA } from "@edgemart/redis/void-marks";
import { VOID_MS } from "./protocol.ts";

// The owner is refused from now on, even when its claim has not arrived yet: it must not hold the key afterwards.
const VOID = `redis.call('SET', KEYS[4], '1', 'PX', '${VOID_MS}')`;

/**
 * Counts a new record against its caller. A counter that is no number, or would never end, is broken and begins anew:
 * limits fail open. ARGV 7 most, 8 window.
 */
const COUNT = `
local used, reset = 0, 0
if ARGV[7] ~= '' then
  reset = redis.call('PTTL', KEYS[at])
  if reset > 0 then
    local held = redis.pcall('GET', KEYS[at])
    if type(held) == 'string' and string.match(held, '^%d+$') then used = tonumber(held) else reset = 0 end
  end
  if used >= tonumber(ARGV[7]) then return {'LIMITED', '0', tostring(used), tostring(reset)} end
  used = used + 1
  if reset > 0 then redis.call('INCR', KEYS[at]) else
    redis.call('SET', KEYS[at], '1', 'PX', ARGV[8])
    reset = ARGV[8]
  end
end`;

/**
 * KEYS record, lease, answer, `void`, [revoked session, revoked member, revoked everyone], [counter].
 * ARGV fingerprint, owner, leaseMs, recordTtlMs, mode, issuedAt, most, window, member's version, era.
 *
 * Any one of the three keys forbids a second run when the others were lost: a lease without its record, an answer
 * without its record, a record whose own life says that its lease has not ended (more than a lease it cannot say: then
 * it was written by a version that keeps records for another time).
 */
// Reads use HGET and EXISTS only: a nil inside the table of HMGET is not the same on every Redis.
export const CLAIM = `${REPEATABLE}${VOIDED_LUA}
local at = 5
if ARGV[6] ~= '' then
  if redis.call('EXISTS', KEYS[5]) == 1 then return {'REVOKED'} end
  for i = 6, 7 do
    if redis.call('EXISTS', KEYS[i]) == 1 then
      if voided(redis.call('GET', KEYS[i]), ARGV[6], ARGV[i + 3]) then return {'REVOKED'} end
    end
  end
  at = 8
end
if redis.call('EXISTS', KEYS[4]) == 1 then return {'VOID'} end
local left = redis.call('PTTL', KEYS[2])
if redis.call('EXISTS', KEYS[1]) == 0 then
  if left > 0 then
    if redis.call('GET', KEYS[2]) == ARGV[2] then return {'RUN', '1'} end
    ${VOID}
    return {'BUSY', tostring(left)}
  end
  if redis.call('EXISTS', KEYS[3]) == 1 then
    local kept = redis.call('GET', KEYS[3])
    if string.sub(kept, 1, #ARGV[1] + 1) == ARGV[1] .. ' ' then return {'REPLAY', kept} end
    ${VOID}
    return {'MISMATCH'}
  end
  ${COUNT}
  redis.call('HSET', KEYS[1], 'fp', ARGV[1], 'st', 'P', 'own', ARGV[2], 'n', '1')
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
  redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
  return {'RUN', '1', tostring(used), tostring(reset)}
end
if redis.call('HGET', KEYS[1], 'fp') ~= ARGV[1] then
  ${VOID}
  return {'MISMATCH'}
end
local st = redis.call('HGET', KEYS[1], 'st')
if st == 'C' then
  if redis.call('EXISTS', KEYS[3]) == 1 then return {'REPLAY', redis.call('GET', KEYS[3])} end
  return {'EXPIRED'}
end
if st == 'P' and left <= 0 then
  left = redis.call('PTTL', KEYS[1]) - (tonumber(ARGV[4]) - tonumber(ARGV[3]))
  if left > tonumber(ARGV[3]) then left = 0 end
end
local n = tostring(redis.call('HGET', KEYS[1], 'n'))
local isOwn = redis.call('HGET', KEYS[1], 'own') == ARGV[2]
if left > 0 then
  if isOwn then return {'RUN', n} end
  ${VOID}
  return {'BUSY', tostring(left)}
end
if isOwn then return {'VOID'} end
if ARGV[5] == 'once' then return {'UNKNOWN'} end
n = tostring(redis.call('HINCRBY', KEYS[1], 'n', 1))
redis.call('HSET', KEYS[1], 'own', ARGV[2], 'st', 'P')
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
return {'RUN', n}`;

// A holder that ends leaves no lease of its own, also where its record was lost.
const ENDED = `
local function ended()
  if redis.call('GET', KEYS[2]) == ARGV[1] then redis.call('DEL', KEYS[2]) end
  return 0
end`;

/**
 * What completing and ending in unknown begin with: ARGV owner, fingerprint, attempt, recordTtlMs, heals.
 *
 * A record that is missing, or of an earlier attempt, was lost by the store: its holder writes it anew.
 */
const HELD = `${ENDED}
if redis.call('EXISTS', KEYS[1]) == 0 then
  local isTaken = redis.call('EXISTS', KEYS[3]) == 1
  if redis.call('EXISTS', KEYS[2]) == 1 and redis.call('GET', KEYS[2]) ~= ARGV[1] then isTaken = true end
  if isTaken or ARGV[5] ~= '1' then return ended() end
  redis.call('HSET', KEYS[1], 'fp', ARGV[2], 'st', 'P', 'own', ARGV[1], 'n', ARGV[3])
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
end
local st = redis.call('HGET', KEYS[1], 'st')
if redis.call('HGET', KEYS[1], 'own') ~= ARGV[1] then
  if st == 'C' or redis.call('HGET', KEYS[1], 'fp') ~= ARGV[2] then return ended() end
  if tonumber(redis.call('HGET', KEYS[1], 'n')) >= tonumber(ARGV[3]) then return ended() end
  redis.call('HSET', KEYS[1], 'own', ARGV[1], 'n', ARGV[3], 'st', 'P')
  st = 'P'
end`;

/** Stores the answer. A delivery that comes twice finds the state it made and changes nothing. */
export const COMPLETE = `${REPEATABLE}${HELD}
if st == 'C' then return 1 end
if st ~= 'P' then return 0 end
redis.call('HSET', KEYS[1], 'st', 'C')
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('SET', KEYS[3], ARGV[2] .. ' ' .. ARGV[6], 'PX', ARGV[7])
redis.call('DEL', KEYS[2])
return 1`;

/** Notes that the outcome is unknown: the fingerprint stays, so that only the same request may run again. */
export const UNKNOWN = `${REPEATABLE}
${VOID}${HELD}
if st ~= 'P' then return 0 end
redis.call('HSET', KEYS[1], 'st', 'U')
redis.call('DEL', KEYS[2])
return 1`;

/** Gives a claim back: nothing was done under it. */
export const RELEASE = `${REPEATABLE}
${VOID}${ENDED}
if redis.call('EXISTS', KEYS[1]) == 0 then return ended() end
if redis.call('HGET', KEYS[1], 'own') ~= ARGV[1] then return 0 end
if redis.call('HGET', KEYS[1], 'st') ~= 'P' then return 0 end
if tonumber(redis.call('HGET', KEYS[1], 'n')) == 1 then
  redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
else
  redis.call('HSET', KEYS[1], 'st', 'U')
  redis.call('DEL', KEYS[2])
end
return 1`;

/** Reads the state of a key. In one script, so that state and lease are of one moment. */
export const STANDING = `${REPEATABLE}
if redis.call('EXISTS', KEYS[1]) == 0 then
  if redis.call('EXISTS', KEYS[3]) == 1 then return {'done', '1'} end
  if redis.call('EXISTS', KEYS[2]) == 1 then return {'running', '1'} end
  return {'NONE', '0'}
end
local n = tostring(redis.call('HGET', KEYS[1], 'n'))
local st = redis.call('HGET', KEYS[1], 'st')
if st == 'C' then return {'done', n} end
if st == 'P' and redis.call('EXISTS', KEYS[2]) == 1 then return {'running', n} end
return {'unknown', n}`;
