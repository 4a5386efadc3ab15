/** Idempotency records in Redis: each transition is one EVAL, so it is one trip and atomic. @see gateway spec 33, 36 */
import { ALLOW_KEY_LOCKING, evaluate, type Redis } from "@edgemart/redis/client";
import { revokedMemberKey, revokedSessionKey } from "@edgemart/redis/keys";
import type { Claim, ClaimRequest, IdempotencyStore } from "./store.ts";

/** The three keys of a record share a hash tag: record (hash), lease (owner), answer (sealed text). */
export function recordKeys(record: string): [string, string, string] {
  return [`idem:{${record}}:rec`, `idem:{${record}}:lease`, `idem:{${record}}:res`];
}

// Reads use HGET and EXISTS only: on the embedded Redis a nil inside a table is truthy.
const CLAIM = `${ALLOW_KEY_LOCKING}
if KEYS[4] then
  if redis.call('EXISTS', KEYS[4]) == 1 then return {'REVOKED'} end
  if redis.call('EXISTS', KEYS[5]) == 1 and tonumber(ARGV[6]) < tonumber(redis.call('GET', KEYS[5])) then return {'REVOKED'} end
end
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], 'fp', ARGV[1], 'st', 'P', 'own', ARGV[2], 'n', '1')
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
  redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
  return {'RUN', '1'}
end
if redis.call('HGET', KEYS[1], 'fp') ~= ARGV[1] then return {'MISMATCH'} end
if redis.call('HGET', KEYS[1], 'st') == 'C' then
  if redis.call('EXISTS', KEYS[3]) == 1 then return {'REPLAY', redis.call('GET', KEYS[3])} end
  return {'EXPIRED'}
end
local left = redis.call('PTTL', KEYS[2])
local n = tostring(redis.call('HGET', KEYS[1], 'n'))
if left > 0 then
  if redis.call('HGET', KEYS[1], 'own') == ARGV[2] then return {'RUN', n} end
  return {'BUSY', tostring(left)}
end
if ARGV[5] == 'once' then return {'UNKNOWN'} end
n = tostring(redis.call('HINCRBY', KEYS[1], 'n', 1))
redis.call('HSET', KEYS[1], 'own', ARGV[2], 'st', 'P')
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
return {'RUN', n}`;

/** What every settling begins with: the record must be there, still the owner's, and not settled before. */
const HELD = `${ALLOW_KEY_LOCKING}
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
if redis.call('HGET', KEYS[1], 'own') ~= ARGV[1] then return 0 end
local st = redis.call('HGET', KEYS[1], 'st')`;

// A delivery that comes twice finds the state it made and changes nothing.
const COMPLETE = `${HELD}
if st == 'C' then return 1 end
if st ~= 'P' then return 0 end
redis.call('HSET', KEYS[1], 'st', 'C')
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('SET', KEYS[3], ARGV[2], 'PX', ARGV[3])
redis.call('DEL', KEYS[2])
return 1`;

const RELEASE = `${HELD}
if st ~= 'P' then return 0 end
if tonumber(redis.call('HGET', KEYS[1], 'n')) == 1 then
  redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
else
  redis.call('HSET', KEYS[1], 'st', 'U')
  redis.call('DEL', KEYS[2])
end
return 1`;

const UNKNOWN = `${HELD}
if st ~= 'P' then return 0 end
redis.call('HSET', KEYS[1], 'st', 'U')
redis.call('DEL', KEYS[2])
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
  const transition = async (script: string, record: string, args: string[]) =>
    Number(await evaluate<number | string>(redis, script, recordKeys(record), args)) === 1;
  return {
    async claim(request) {
      const reply = await evaluate<string[]>(redis, CLAIM, claimKeys(request), [
        request.fingerprint,
        request.owner,
        String(request.leaseMs),
        String(request.recordTtlMs),
        request.mode,
        String(request.session?.issuedAt ?? 0),
      ]);
      return claimOf(reply);
    },
    complete: (record, owner, sealed, answerTtlMs, recordTtlMs) =>
      transition(COMPLETE, record, [owner, sealed, String(answerTtlMs), String(recordTtlMs)]),
    release: (record, owner) => transition(RELEASE, record, [owner]),
    unknown: (record, owner) => transition(UNKNOWN, record, [owner]),
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

function claimKeys(request: ClaimRequest): string[] {
  const { session } = request;
  const revocation = session
    ? [revokedSessionKey(session.sessionId), revokedMemberKey(session.memberId)]
    : [];
  return [...recordKeys(request.record), ...revocation];
}

function claimOf(reply: string[]): Claim {
  const [verdict, value = ""] = reply.map(String);
  switch (verdict) {
    case "RUN":
      return { kind: "run", attempt: Number(value) };
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
    case "REVOKED":
      return { kind: "revoked" };
    default:
      throw new Error(`the claim script answered ${verdict}`);
  }
}
