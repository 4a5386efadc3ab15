/** Sessions in Redis: one EVAL per transition; nothing token-like is stored. */
import { evaluate, type Redis } from "@edgemart/redis/client";
import { REVOKED_EVERYONE_KEY, revokedMemberKey, revokedSessionKey } from "@edgemart/redis/keys";
import { isVoidedBy } from "@edgemart/redis/void-marks";
import {
  CLOCK_SLACK_SECONDS,
  type CreateCommand,
  type EndCommand,
  GRACE_SECONDS,
  PARENT_USES_MAX,
  type RefreshCommand,
  SESSIONS_MAX,
  type Session,
} from "../core/sessions.ts";
import {
  type ListedSession,
  type RefreshOutcome,
  type SessionStore,
  Unavailable,
} from "../ports.ts";
import { sessionIndexKey, sessionKey } from "./keys.ts";
import { askRedis } from "./outage.ts";
import { CONFIRM, CREATE, END_SESSIONS, LOOK, NEXT_ERA, PEEK, REFRESH } from "./sessions.lua.ts";

/** No session outlives its creation by more (auth 45); the index goes with the last one. */
const INDEX_SECONDS = 31 * 86_400;
/** A script that needs more keys is called again; each round needs another sign-in in between. */
const ROUNDS_MAX = 5;

/**
 * Builds the store.
 *
 * @param markSeconds how long an ended session's access tokens may still be alive
 */
export function redisSessions(redis: Redis, markSeconds: number): SessionStore {
  const run = (script: string, keys: string[], args: (string | number)[]) =>
    askRedis(() => evaluate<string[]>(redis, script, keys, args.map(String)));

  return {
    async peek(sessionId) {
      const [memberId, remember, createdAt, version, era, amr = ""] = await run(
        PEEK,
        [sessionKey(sessionId)],
        [],
      );
      if (memberId === undefined) return null;
      const opened = { memberVersion: numberOr(version), era: numberOr(era) };
      const told = { memberId, remember: remember === "1", createdAt: Number(createdAt) };
      return { ...told, ...opened, amr };
    },
    create: (command) => create(run, command, markSeconds),
    refresh: (command) => refresh(run, command, markSeconds),
    end: (command) => end(run, command, markSeconds),
    async endEveryone(nowMs) {
      const second = Math.floor(nowMs / 1000);
      let era = nowMs;
      for (let round = 0; round < ROUNDS_MAX; round++) {
        const [held] = await run(NEXT_ERA, [REVOKED_EVERYONE_KEY], [second, era, INDEX_SECONDS]);
        if (held === undefined) return;
        // Another isolate's clock is ahead of ours, or it ends all members' sessions too.
        era = Number(held) + 1;
      }
      throw new Unavailable("redis: eras began faster than one could be added");
    },
    async confirm({ amr, memberId, now, sessionId }) {
      const [answer] = await run(CONFIRM, [sessionKey(sessionId)], [memberId, now, amr]);
      return answer === "confirmed";
    },
    async list(memberId) {
      const [ids, everyone] = await askRedis(() =>
        Promise.all([
          redis.zrange<string[]>(sessionIndexKey(memberId), 0, -1),
          redis.get<string>(REVOKED_EVERYONE_KEY),
        ]),
      );
      const seen = await Promise.all(ids.map((id) => run(LOOK, [sessionKey(id)], [])));
      return seen
        .flatMap((values, at) => listed(ids[at] ?? "", memberId, values))
        .filter(({ createdAt, era }) => !isVoidedBy(everyone, { issuedAt: createdAt, made: era }));
    },
    async isRevoked({ era, issuedAt, memberId, memberVersion, sessionId }) {
      const [session, member, everyone] = await askRedis(() =>
        redis.mget<(string | null)[]>(
          revokedSessionKey(sessionId),
          revokedMemberKey(memberId),
          REVOKED_EVERYONE_KEY,
        ),
      );
      if (session !== null && session !== undefined) return true;
      return (
        isVoidedBy(member, { issuedAt, made: memberVersion }) ||
        isVoidedBy(everyone, { issuedAt, made: era })
      );
    },
  };
}

type Run = (script: string, keys: string[], args: (string | number)[]) => Promise<string[]>;

async function create(run: Run, command: CreateCommand, markSeconds: number) {
  const { sessionId, session, now } = command;
  const own = [sessionIndexKey(session.memberId), sessionKey(sessionId), REVOKED_EVERYONE_KEY];
  const keySeconds = session.idleExpiry - now + CLOCK_SLACK_SECONDS;
  const head = [sessionId, now - CLOCK_SLACK_SECONDS, markSeconds, SESSIONS_MAX, keySeconds];
  const [era, ...evicted] = await settle((named) =>
    run(
      CREATE,
      [...own, ...named.flatMap(keysOf)],
      [...head, session.idleExpiry, INDEX_SECONDS, ...named, "--", ...fieldsOf(session)],
    ),
  );
  return { evicted, era: Number(era) };
}

async function refresh(
  run: Run,
  command: RefreshCommand,
  markSeconds: number,
): Promise<RefreshOutcome> {
  const { sessionId, memberId, counter, keyId, now, nowMs, arrivedMs } = command;
  const limits = [GRACE_SECONDS, PARENT_USES_MAX, markSeconds, INDEX_SECONDS];
  const [kind, ...values] = await run(
    REFRESH,
    [sessionIndexKey(memberId), ...keysOf(sessionId), REVOKED_EVERYONE_KEY],
    [
      ...[sessionId, memberId, counter, keyId, now, nowMs, arrivedMs],
      ...[command.idleExpiry, command.absoluteExpiry, ...limits],
    ],
  );
  switch (kind) {
    case "unknown":
    case "ahead":
    case "expired":
    case "reused":
    case "voided":
      return { kind };
    case "rotated":
    case "current":
      return { kind, renewal: renewalOf(values) };
    default:
      throw new Error(`unexpected answer of the refresh script: ${kind}`);
  }
}

async function end(run: Run, command: EndCommand, markSeconds: number): Promise<string[]> {
  const { memberId, scope, sessionId } = command;
  const known = scope === "one" ? [sessionId] : [];
  return settle(
    (named) =>
      run(
        END_SESSIONS,
        [sessionIndexKey(memberId), ...named.flatMap(keysOf)],
        [scope, sessionId, memberId, markSeconds, ...named],
      ),
    known,
  );
}

/** Asks until the script has been given every key it must touch (Upstash locks declared keys only). */
async function settle(ask: (named: string[]) => Promise<string[]>, known: string[] = []) {
  let named = known;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const [answer, ...ids] = await ask(named);
    if (answer !== "name") return ids;
    named = ids;
  }
  throw new Unavailable("redis: a member's sessions changed faster than they could be named");
}

/** A number that an earlier version did not write. */
function numberOr(text: string | undefined): number | null {
  return text === undefined || text === "" ? null : Number(text);
}

function keysOf(sessionId: string): string[] {
  return [sessionKey(sessionId), revokedSessionKey(sessionId)];
}

/** An index entry may outlive its session by a minute. */
function listed(
  id: string,
  memberId: string,
  values: string[],
): (ListedSession & { era: number | undefined })[] {
  const [owner, createdAt, rotatedAt, userAgent = "", country = "", amr = "", era] = values;
  if (owner !== memberId) return [];
  const times = { createdAt: Number(createdAt), rotatedAt: Number(rotatedAt) };
  return [{ id, ...times, userAgent, country, amr, era: numberOr(era) ?? undefined }];
}

function renewalOf(values: string[]) {
  const [counter, keyId = "", idleExpiry, absoluteExpiry, authTime, amr = "", era] = values;
  return {
    counter: Number(counter),
    keyId,
    idleExpiry: Number(idleExpiry),
    absoluteExpiry: Number(absoluteExpiry),
    authTime: Number(authTime),
    amr,
    era: numberOr(era),
  };
}

/** The hash `s:{sid}` but for `era`, which the script writes; field names are the shape documented in README. */
function fieldsOf(session: Session): (string | number)[] {
  return Object.entries({
    mid: session.memberId,
    ctr: session.counter,
    kid: session.keyId,
    rotAt: session.rotatedAt,
    uses: session.parentUses,
    usedMs: session.usedMs,
    createdAt: session.createdAt,
    mver: session.memberVersion ?? "",
    authTime: session.authTime,
    idleExp: session.idleExpiry,
    absExp: session.absoluteExpiry,
    remember: session.remember ? 1 : 0,
    amr: session.amr,
    ua: session.userAgent,
    ip: session.addressPrefix,
    cc: session.country,
  }).flat();
}
