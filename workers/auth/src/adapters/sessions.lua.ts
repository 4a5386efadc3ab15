/**
 * The session machine in Lua: one EVAL per transition, every key declared, the same decisions as `core/sessions.ts`.
 *
 * Written for Redis 7, Upstash and a thin embedded Lua alike: no cjson, no HMGET, no TIME, no arithmetic on
 * milliseconds, and every stored value is a string that came in as an argument or is a small integer.
 */
import { ALLOW_KEY_LOCKING, REPEATABLE } from "@edgemart/redis/client";
import { VOIDED_LUA } from "@edgemart/redis/void-marks";

/** KEYS session · ARGV none → {member, remember, createdAt, member's version or '', era or ''} or {} */
export const PEEK = `${REPEATABLE}
local member = redis.call('HGET', KEYS[1], 'mid')
if not member then return {} end
local function get(field) return redis.call('HGET', KEYS[1], field) or '' end
return { member, get('remember'), get('createdAt'), get('mver'), get('era'), get('amr') }
`;

// Ends what it is given: KEYS index, then a session and a mark for each id. Used by create and end.
const END = `
local function finish(i, sid, markSeconds)
  redis.call('DEL', KEYS[i])
  redis.call('SET', KEYS[i + 1], '1', 'EX', markSeconds)
  redis.call('ZREM', KEYS[1], sid)
end
`;

/**
 * KEYS index, session, all members' mark, then (session, mark) per given victim
 * ARGV sid, prune at or before, mark TTL, limit, key TTL, idleExpiry, index TTL, victims…, "--", field, value, …
 * → {"created", era, evicted…} or {"name", victims…}: come again with the keys of these victims
 */
export const CREATE = `${ALLOW_KEY_LOCKING}${END}
local index, session = KEYS[1], KEYS[2]
local sid, markSeconds = ARGV[1], ARGV[3]
if redis.call('EXISTS', session) == 1 then return { 'created', redis.call('HGET', session, 'era') or '0' } end
local everyone = redis.call('GET', KEYS[3])
local era = everyone and string.match(everyone, '^%d+%.(%d+)$') or '0'
redis.call('ZREMRANGEBYSCORE', index, '-inf', ARGV[2])
local given, at = {}, 8
while ARGV[at] ~= '--' do
  given[ARGV[at]] = 4 + (at - 8) * 2
  at = at + 1
end
local live = redis.call('ZRANGE', index, 0, -1)
table.sort(live)
local victims = {}
for i = 1, #live - (tonumber(ARGV[4]) - 1) do victims[#victims + 1] = live[i] end
for _, victim in ipairs(victims) do
  if not given[victim] then
    table.insert(victims, 1, 'name')
    return victims
  end
end
for _, victim in ipairs(victims) do finish(given[victim], victim, markSeconds) end
at = at + 1
while ARGV[at] do
  redis.call('HSET', session, ARGV[at], ARGV[at + 1])
  at = at + 2
end
redis.call('HSET', session, 'era', era)
redis.call('EXPIRE', session, ARGV[5])
redis.call('ZADD', index, ARGV[6], sid)
redis.call('EXPIRE', index, ARGV[7])
table.insert(victims, 1, era)
table.insert(victims, 1, 'created')
return victims
`;

/**
 * KEYS index, session, mark, all members' mark
 * ARGV sid, mid, ctr, kid, now, nowMs, arrivedMs, next idleExpiry, absolute cap, grace, parent uses, mark TTL, index TTL
 * → {"rotated"|"current", ctr, kid, idleExpiry, absoluteExpiry, authTime, amr, era or ''} or {"unknown"|"ahead"|"voided"|"expired"|"reused"}
 */
export const REFRESH = `${REPEATABLE}${END}${VOIDED_LUA}
local index, session = KEYS[1], KEYS[2]
local sid, ctr, now = ARGV[1], tonumber(ARGV[3]), tonumber(ARGV[5])
local function get(field) return redis.call('HGET', session, field) end
if redis.call('EXISTS', session) == 0 or get('mid') ~= ARGV[2] then return { 'unknown' } end
local current = tonumber(get('ctr'))
if ctr > current then return { 'ahead' } end
local everyone = redis.call('GET', KEYS[4])
if everyone and voided(everyone, get('createdAt'), get('era') or '') then
  finish(2, sid, ARGV[12])
  return { 'voided' }
end
local absExp = get('absExp')
if tonumber(ARGV[9]) < tonumber(absExp) then absExp = ARGV[9] end
if now >= tonumber(get('idleExp')) or now >= tonumber(absExp) then
  finish(2, sid, ARGV[12])
  return { 'expired' }
end
local function renewal(kind)
  return { kind, get('ctr'), get('kid'), get('idleExp'), get('absExp'), get('authTime'), get('amr'), get('era') or '' }
end
if ctr == current then
  local idleExp = ARGV[8]
  if tonumber(absExp) < tonumber(idleExp) then idleExp = absExp end
  redis.call('HSET', session, 'ctr', tostring(current + 1), 'kid', ARGV[4], 'rotAt', ARGV[5])
  redis.call('HSET', session, 'uses', '0', 'usedMs', ARGV[6], 'idleExp', idleExp, 'absExp', absExp)
  redis.call('EXPIRE', session, tostring(tonumber(idleExp) - now + 60))
  redis.call('ZADD', index, idleExp, sid)
  redis.call('EXPIRE', index, ARGV[13])
  return renewal('rotated')
end
local counted = tonumber(ARGV[7]) > tonumber(get('usedMs'))
local uses = tonumber(get('uses'))
if counted then uses = uses + 1 end
local inGrace = ctr == current - 1 and now - tonumber(get('rotAt')) <= tonumber(ARGV[10])
if not inGrace or uses > tonumber(ARGV[11]) then
  finish(2, sid, ARGV[12])
  return { 'reused' }
end
if counted then redis.call('HSET', session, 'uses', tostring(uses), 'usedMs', ARGV[6]) end
return renewal('current')
`;

/**
 * KEYS index, then (session, mark) per given id
 * ARGV scope, sid, mid, mark TTL, ids…
 * → {"ended", ids…} or {"name", ids…}: come again with the keys of these ids
 */
export const END_SESSIONS = `${REPEATABLE}${END}
local scope, sid, mid, markSeconds = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local given = {}
for i = 5, #ARGV do given[ARGV[i]] = 2 + (i - 5) * 2 end
local chosen = {}
if scope == 'one' then
  if redis.call('HGET', KEYS[2], 'mid') == mid then chosen[1] = sid end
else
  local listed = redis.call('ZRANGE', KEYS[1], 0, -1)
  table.sort(listed)
  for _, id in ipairs(listed) do
    if scope == 'all' or id ~= sid then chosen[#chosen + 1] = id end
  end
end
for _, id in ipairs(chosen) do
  if not given[id] then
    table.insert(chosen, 1, 'name')
    return chosen
  end
end
for _, id in ipairs(chosen) do finish(given[id], id, markSeconds) end
table.insert(chosen, 1, 'ended')
return chosen
`;

/** KEYS mark · ARGV this second, era, TTL: begins an era if it is later than the one that is → {} or {that one} */
export const NEXT_ERA = `${ALLOW_KEY_LOCKING}
local held = redis.call('GET', KEYS[1])
local era = held and string.match(held, '^%d+%.(%d+)$')
if era and tonumber(era) >= tonumber(ARGV[2]) then return { era } end
redis.call('SET', KEYS[1], ARGV[1] .. '.' .. ARGV[2], 'EX', ARGV[3])
return {}
`;

/** KEYS session · ARGV mid, now, methods to add → {"confirmed"} or {} */
export const CONFIRM = `${ALLOW_KEY_LOCKING}
if redis.call('HGET', KEYS[1], 'mid') ~= ARGV[1] then return {} end
local amr = redis.call('HGET', KEYS[1], 'amr') or ''
for method in string.gmatch(ARGV[3], '%S+') do
  if not string.find(' ' .. amr .. ' ', ' ' .. method .. ' ', 1, true) then
    amr = amr == '' and method or amr .. ' ' .. method
  end
end
redis.call('HSET', KEYS[1], 'authTime', ARGV[2], 'amr', amr)
return { 'confirmed' }
`;

/** KEYS session · ARGV none → {mid, createdAt, rotAt, ua, country, amr, era} or {} */
export const LOOK = `${ALLOW_KEY_LOCKING}
if redis.call('EXISTS', KEYS[1]) == 0 then return {} end
local seen = {}
for i, field in ipairs({ 'mid', 'createdAt', 'rotAt', 'ua', 'cc', 'amr', 'era' }) do
  local value = redis.call('HGET', KEYS[1], field)
  seen[i] = value or ''
end
return seen
`;
