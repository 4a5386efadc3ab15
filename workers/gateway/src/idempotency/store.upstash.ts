/** Idempotency records in Redis: each transition is one EVAL, so it is one trip and atomic. @see scripts.ts, gateway spec 33, 36 */
import { evaluate, type Redis } from "@edgemart/redis/client";
import { REVOKED_EVERYONE_KEY, revokedMemberKey, revokedSessionKey } from "@edgemart/redis/keys";
import type { Holder } from "./protocol.ts";
import { CLAIM, COMPLETE, RELEASE, STANDING, UNKNOWN } from "./scripts.ts";
import type { Claim, ClaimRequest, IdempotencyStore } from "./store.ts";

/** The three keys of a record share a hash tag: record (hash), lease (owner), answer (fingerprint, sealed text). */
export function recordKeys(record: string): [string, string, string] {
  return [`idem:{${record}}:rec`, `idem:{${record}}:lease`, `idem:{${record}}:res`];
}

/** Present while a claim of an ended owner must not be taken any more. */
export function voidKey(record: string, owner: string): string {
  return `idem:{${record}}:void:${owner}`;
}

/** Counts the records a caller began in the running window. @param who member id, or address prefix where no member is known */
export function keyedLimitKey(who: string): string {
  return `lim:keyed:${who}`;
}

/** @throws when the store is unavailable or too slow: the caller fails closed */
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
    String(session?.memberVersion ?? ""),
    String(session?.era ?? ""),
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
      // After the fingerprint, which holds no space.
      return { kind: "replay", sealed: value.slice(value.indexOf(" ") + 1) };
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
