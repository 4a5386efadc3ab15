/** Idempotency records in Redis: each transition is one EVAL, so it is one trip and atomic. @see gateway spec 33, 36 */
import { ALLOW_KEY_LOCKING, evaluate, type Redis } from "@edgemart/redis/client";
import { REVOKED_EVERYONE_KEY, revokedMemberKey, revokedSessionKey } from "@edgemart/redis/keys";
import { type Holder, VOID_MS } from "./protocol.ts";
import type { Claim, ClaimRequest, IdempotencyStore } from "./store.ts";

/** The three keys of a record share a hash tag: record (hash), lease (owner), answer (sealed text). */
export function recordKeys(record: string): [string, string, string] {
  return [`idem:{${record}}:rec`, `idem:{${record}}:lease`, `idem:{${record}}:res`];
}

/** Present while a claim of an ended owner must not be taken any more. */
export function voidKey(record: string, owner: string): string {
  return `idem:{${record}}:void:${owner}`;
}

/** Counts the records a caller began in the running window. @param who member id, or address prefix of nobody */
export function keyedLimitKey(who: string): string {
  return `lim:keyed:${who}`;
}

// The owner is void from now on, even when its claim has not arrived yet: it must not hold the key afterwards.
const VOID = `redis.call('SET', KEYS[4], '1', 'PX', '${VOID_MS}')`;

// Reads use HGET and EXISTS only: on the embedded Redis a nil inside a table is truthy.
const CLAIM = `${ALLOW_KEY_LOCKING}
local at = 5
if ARGV[6] ~= '' then
  if redis.call('EXISTS', KEYS[5]) == 1 then return {'REVOKED'} end
  for i = 6, 7 do
    if redis.call('EXISTS', KEYS[i]) == 1 and tonumber(ARGV[6]) < tonumber(redis.call('GET', KEYS[i])) then return {'REVOKED'} end
  end
  at = 8
end
if redis.call('EXISTS', KEYS[4]) == 1 then return {'VOID'} end
if redis.call('EXISTS', KEYS[1]) == 0 then
  local used, reset = 0, 0
  if ARGV[7] ~= '' then
    if redis.call('EXISTS', KEYS[at]) == 1 then used = tonumber(redis.call('GET', KEYS[at])) end
    if used >= tonumber(ARGV[7]) then return {'LIMITED', '0', tostring(used), tostring(redis.call('PTTL', KEYS[at]))} end
    used = redis.call('INCR', KEYS[at])
    if used == 1 then redis.call('PEXPIRE', KEYS[at], ARGV[8]) end
    reset = redis.call('PTTL', KEYS[at])
  end
  redis.call('HSET', KEYS[1], 'fp', ARGV[1], 'st', 'P', 'own', ARGV[2], 'n', '1')
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
  redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
  return {'RUN', '1', tostring(used), tostring(reset)}
end
if redis.call('HGET', KEYS[1], 'fp') ~= ARGV[1] then
  ${VOID}
  return {'MISMATCH'}
end
if redis.call('HGET', KEYS[1], 'st') == 'C' then
  if redis.call('EXISTS', KEYS[3]) == 1 then return {'REPLAY', redis.call('GET', KEYS[3])} end
  return {'EXPIRED'}
end
local left = redis.call('PTTL', KEYS[2])
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

/**
 * What completing and ending in unknown begin with: ARGV owner, fingerprint, attempt, recordTtlMs, heals.
 *
 * A record that is missing, or of an earlier attempt, was lost by the store: its holder writes it anew.
 */
const HELD = `
if redis.call('EXISTS', KEYS[1]) == 0 then
  if ARGV[5] ~= '1' then return 0 end
  redis.call('HSET', KEYS[1], 'fp', ARGV[2], 'st', 'P', 'own', ARGV[1], 'n', ARGV[3])
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
end
local st = redis.call('HGET', KEYS[1], 'st')
if redis.call('HGET', KEYS[1], 'own') ~= ARGV[1] then
  if st == 'C' or redis.call('HGET', KEYS[1], 'fp') ~= ARGV[2] then return 0 end
  if tonumber(redis.call('HGET', KEYS[1], 'n')) >= tonumber(ARGV[3]) then return 0 end
  redis.call('HSET', KEYS[1], 'own', ARGV[1], 'n', ARGV[3], 'st', 'P')
  st = 'P'
end`;

// A delivery that comes twice finds the state it made and changes nothing.
const COMPLETE = `${ALLOW_KEY_LOCKING}${HELD}
if st == 'C' then return 1 end
if st ~= 'P' then return 0 end
redis.call('HSET', KEYS[1], 'st', 'C')
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('SET', KEYS[3], ARGV[6], 'PX', ARGV[7])
redis.call('DEL', KEYS[2])
return 1`;

const UNKNOWN = `${ALLOW_KEY_LOCKING}
${VOID}${HELD}
if st ~= 'P' then return 0 end
redis.call('HSET', KEYS[1], 'st', 'U')
redis.call('DEL', KEYS[2])
return 1`;

const RELEASE = `${ALLOW_KEY_LOCKING}
${VOID}
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
if redis.call('HGET', KEYS[1], 'own') ~= ARGV[1] then return 0 end
if redis.call('HGET', KEYS[1], 'st') ~= 'P' then return 0 end
if tonumber(redis.call('HGET', KEYS[1], 'n')) == 1 then
  redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
else
  redis.call('HSET', KEYS[1], 'st', 'U')
  redis.call('DEL', KEYS[2])
end
return 1`;

// In one script, so that state and lease are of one moment.
const STANDING = `${ALLOW_KEY_LOCKING}
if redis.call('EXISTS', KEYS[1]) == 0 then return {'NONE', '0'} end
local n = tostring(redis.call('HGET', KEYS[1], 'n'))
local st = redis.call('HGET', KEYS[1], 'st')
if st == 'C' then return {'done', n} end
if st == 'P' and redis.call('EXISTS', KEYS[2]) == 1 then return {'running', n} end
return {'unknown', n}`;

/** @throws when the store is away or too slow: the caller fails closed */
export function upstashStore(redis: Redis): IdempotencyStore {
  const settle = async (script: string, record: string, owner: string, args: string[]) => {
    const keys = [...recordKeys(record), voidKey(record, owner)];
    return Number(await evaluate<number | string>(redis, script, keys, [owner, ...args])) === 1;
  };
  return {
    async claim(request) {
      const reply = await evaluate<string[]>(redis, CLAIM, claimKeys(request), claimArgs(request));
      return claimOf(reply.map(String), request);
    },
    complete: (record, holder, sealed, answerTtlMs) =>
      settle(COMPLETE, record, holder.owner, [...heldArgs(holder), sealed, String(answerTtlMs)]),
    release: (record, owner) => settle(RELEASE, record, owner, []),
    unknown: (record, holder) => settle(UNKNOWN, record, holder.owner, heldArgs(holder)),
    async standing(record) {
      const reply = await evaluate<string[]>(redis, STANDING, recordKeys(record), []);
      const [state, attempt] = reply.map(String);
      if (state === "NONE") return null;
      if (state !== "running" && state !== "done" && state !== "unknown") {
        throw new Error(`the standing script answered ${state}`);
      }
      return { state, attempt: Number(attempt) };
    },
  };
}

function heldArgs({ fingerprint, attempt, recordTtlMs, heals }: Holder): string[] {
  return [fingerprint, String(attempt), String(recordTtlMs), heals ? "1" : "0"];
}

function claimKeys({ record, owner, session, limit }: ClaimRequest): string[] {
  return [
    ...recordKeys(record),
    voidKey(record, owner),
    ...(session
      ? [
          revokedSessionKey(session.sessionId),
          revokedMemberKey(session.memberId),
          REVOKED_EVERYONE_KEY,
        ]
      : []),
    ...(limit ? [limit.key] : []),
  ];
}

function claimArgs({ session, limit, ...request }: ClaimRequest): string[] {
  return [
    request.fingerprint,
    request.owner,
    String(request.leaseMs),
    String(request.recordTtlMs),
    request.mode,
    session ? String(session.issuedAt) : "",
    limit ? String(limit.max) : "",
    limit ? String(limit.windowMs) : "",
  ];
}

function claimOf(reply: string[], { limit }: ClaimRequest): Claim {
  const [verdict, value = "", used, resetMs] = reply;
  const counted = limit &&
    used !== undefined && {
      count: {
        max: limit.max,
        left: Math.max(0, limit.max - Number(used)),
        resetMs: Math.max(0, Number(resetMs)),
      },
    };
  switch (verdict) {
    case "RUN":
      return { kind: "run", attempt: Number(value), ...counted };
    case "LIMITED":
      return { kind: "limited", ...counted };
    case "REPLAY":
      return { kind: "replay", sealed: value };
    case "MISMATCH":
      return { kind: "mismatch" };
    case "EXPIRED":
      return { kind: "expired" };
    case "BUSY":
      return { kind: "busy", leaseLeftMs: Number(value) };
    case "UNKNOWN":
      return { kind: "unknown" };
    case "VOID":
      return { kind: "void" };
    case "REVOKED":
      return { kind: "revoked" };
    default:
      throw new Error(`the claim script answered ${verdict}`);
  }
}
