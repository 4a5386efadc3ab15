/** Takes the place of auth's outside world: the real reducers in memory, a hasher that counts, a clock that does not move. */
import { createHash, randomBytes } from "node:crypto";
import type { Credential, MemberCredentialsRpc } from "@edgemart/contracts/credentials";
import { normalizeEmail } from "@edgemart/contracts/email";
import type { Member } from "@edgemart/contracts/member";
import { err, ok } from "@edgemart/contracts/result";
import { isVoidedBy, markOf } from "@edgemart/redis/void-marks";
import { overRpc } from "@edgemart/testkit/rpc";
import { verifyAccessToken } from "@edgemart/worker-kit/identity";
import { newId } from "@edgemart/worker-kit/ids";
import { makeSecrets } from "../../../tools/keys.ts";
import { joseSigner } from "../src/adapters/access-tokens.jose.ts";
import { rpcMembers } from "../src/adapters/members.rpc.ts";
import { createAuthApp } from "../src/app.ts";
import {
  EMPTY_WORLD,
  reduce,
  type SessionCommand,
  type SessionWorld,
} from "../src/core/sessions.ts";
import {
  ACCOUNT_WAIT_MAX_SECONDS,
  takeAccount,
  takeWindow,
  WINDOW_SECONDS,
} from "../src/core/throttle.ts";
import { readAuthConfig } from "../src/env.ts";
import {
  type AuditEvent,
  type Deps,
  type Hasher,
  type ResetStore,
  type SessionStore,
  type Throttle,
  Unavailable,
} from "../src/ports.ts";

export const START_MS = 1_790_000_000_000;

/** A complete environment; `changes` replaces single values, undefined removes one. */
export function testEnv(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...makeSecrets(),
    ENVIRONMENT: "local",
    AUTH_ISSUER: "https://auth.edgemart.local",
    AUTH_AUDIENCE: "edgemart-api",
    ACCESS_TTL_SECONDS: 300,
    BCRYPT_COST: 4,
    LOGIN_FAILURES_MAX: 10,
    LOGIN_ACCOUNT_FAILURES_FREE: 5,
    REGISTRATIONS_MAX: 5,
    DEVICE_FAILURES_MAX: 10,
    REFRESHES_MAX: 60,
    DATABASE_URL: "postgres://edgemart_auth:p@127.0.0.1:1/edgemart",
    UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1",
    MEMBER_CREDENTIALS: {},
    ...changes,
  };
}

/** Auth with fakes behind it, and everything a test looks at. @param env of `testEnv`: one made before is read faster */
export function testAuth(changes: Record<string, unknown> = {}, env = testEnv(changes)) {
  const config = readAuthConfig(env);
  const clock = { ms: START_MS };
  const down = { redis: false, members: false };
  const audit: AuditEvent[] = [];
  const hasher = countingHasher();
  const members = memoryMembers(down);
  const sessions = memorySessions(down);
  const deps: Deps = {
    config,
    now: () => clock.ms,
    random: () => 0,
    newId,
    newSecret: (bytes) => randomBytes(bytes).toString("base64url"),
    resets: memoryResets(down),
    hasher,
    sessions,
    throttle: memoryThrottle(config, down),
    members: rpcMembers(overRpc(members)),
    signAccessToken: joseSigner(config.AUTH_SIGNING_KEY),
    verifyAccessToken: (token, now) => verifyAccessToken(token, config, now),
    audit: (event) => void audit.push(event),
    auditStore: { keep: async () => undefined, list: async () => [], seal: async () => null },
    noteSeal: () => undefined,
    warn: () => undefined,
  };
  const app = createAuthApp(() => deps);
  const send = (path: string, init: RequestInit = {}) =>
    app.fetch(new Request(`http://auth/api/auth/${path}`, init), env);
  /** A well-formed call of a trusted server; `headers` replaces single ones. */
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    send(path, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Basic ${config.AUTH_BASIC_KEY}`,
        "x-internal-client-prefix": "203.0.113.7/32",
        ...headers,
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  return { app, audit, clock, config, deps, down, env, hasher, members, post, send, sessions };
}
export type TestAuth = ReturnType<typeof testAuth>;

interface CountingHasher extends Hasher {
  calls: number;
  busy: boolean;
}

function countingHasher(): CountingHasher {
  const digest = (material: string, cost: string) =>
    `$2b$${cost}$${createHash("sha512").update(material).digest("hex").slice(0, 53)}`;
  const hasher: CountingHasher = {
    calls: 0,
    busy: false,
    isFull: () => false,
    async hash(material, cost) {
      if (hasher.busy) return err("temporarily_unavailable", { retryAfterSeconds: 1 });
      hasher.calls++;
      return ok(digest(material, String(cost).padStart(2, "0")));
    },
    async compare(material, hash) {
      if (hasher.busy) return err("temporarily_unavailable", { retryAfterSeconds: 1 });
      hasher.calls++;
      return ok(digest(material, hash.slice(4, 6)) === hash);
    },
  };
  return hasher;
}

interface MemoryMembers extends MemberCredentialsRpc {
  /** By normalized e-mail. */
  rows: Map<string, { member: Member; passwordHash: string | null; passwordChangedAt?: string }>;
  /** Member id → `sessionsVoidBelow`. */
  voidBelow: Map<string, number>;
  calls: number;
}

function memoryMembers(down: { members: boolean }): MemoryMembers {
  const keys = new Map<string, string>();
  let changes = 0;
  const credential = (row: ReturnType<typeof rowOf>): Credential | null =>
    row ? { ...row, passwordChangedAt: row.passwordChangedAt ?? "at first" } : null;
  const away = () => {
    members.calls++;
    if (down.members) throw new Unavailable("member: away");
  };
  const rowOf = (id: string) => [...members.rows.values()].find(({ member }) => member.id === id);
  const members: MemoryMembers = {
    rows: new Map(),
    voidBelow: new Map(),
    calls: 0,
    async register({ email, name, locale, passwordHash, idempotencyKey }) {
      away();
      const norm = normalizeEmail(email) ?? "";
      const first = idempotencyKey === null ? undefined : keys.get(idempotencyKey);
      const before = members.rows.get(first ?? norm);
      if (before && first && first !== norm) return err("idempotency_key_reused");
      if (before && first) return ok({ member: before.member, repeated: true });
      if (before) return err("email_taken");
      const at = new Date(START_MS).toISOString();
      const member: Member = {
        ...{ id: newId("member"), email, name, locale, role: "member", status: "active" },
        ...{ emailVerified: false, version: 1, createdAt: at, updatedAt: at },
      };
      members.rows.set(norm, { member, passwordHash });
      if (idempotencyKey !== null) keys.set(idempotencyKey, norm);
      return ok({ member, repeated: false });
    },
    async credentialOf(email) {
      away();
      return credential(members.rows.get(normalizeEmail(email) ?? ""));
    },
    async credentialOfId(memberId) {
      away();
      return credential(rowOf(memberId));
    },
    async replaceCredential({ memberId, expectedHash, passwordHash, reason, sessionsVoidBefore }) {
      away();
      const row = rowOf(memberId);
      if (!row || (reason !== "reset" && row.passwordHash !== expectedHash)) return false;
      row.passwordHash = passwordHash;
      if (reason !== "upgrade") row.passwordChangedAt = `change ${++changes}`;
      if (sessionsVoidBefore > 0) {
        row.member = { ...row.member, version: row.member.version + 1 };
        members.voidBelow.set(memberId, row.member.version);
      }
      return true;
    },
    async stateOf(memberId) {
      away();
      const row = rowOf(memberId);
      const sessionsVoidBelow = members.voidBelow.get(memberId) ?? 0;
      return row ? { ...row.member, sessionsVoidBefore: 0, sessionsVoidBelow } : null;
    },
  };
  return members;
}

function memoryResets(down: { redis: boolean }): ResetStore {
  const links = new Map<string, string>();
  const newest = new Map<string, string>();
  const away = () => {
    if (down.redis) throw new Unavailable("redis: away");
  };
  return {
    lifeSeconds: 1800,
    async issue(digest, memberId) {
      away();
      links.set(digest, memberId);
      newest.set(memberId, digest);
    },
    async peek(digest) {
      away();
      return links.get(digest) ?? null;
    },
    async take(digest, memberId) {
      away();
      if (links.get(digest) !== memberId || newest.get(memberId) !== digest) return false;
      newest.delete(memberId);
      return links.delete(digest);
    },
  };
}

interface MemorySessions extends SessionStore {
  world: SessionWorld;
  /** Member id → its mark. */
  marks: Map<string, string>;
  calls: number;
}

function memorySessions(down: { redis: boolean }): MemorySessions {
  const away = () => {
    sessions.calls++;
    if (down.redis) throw new Unavailable("redis: away");
  };
  const step = (command: SessionCommand) => {
    away();
    const [world, outcome] = reduce(sessions.world, command);
    sessions.world = world;
    return outcome;
  };
  const sessions: MemorySessions = {
    world: EMPTY_WORLD,
    marks: new Map(),
    calls: 0,
    async peek(sessionId) {
      away();
      return sessions.world.sessions.get(sessionId) ?? null;
    },
    async create(command) {
      const outcome = step(command);
      if (outcome.kind !== "created") throw new Error(outcome.kind);
      return outcome;
    },
    async refresh(command) {
      const outcome = step(command);
      switch (outcome.kind) {
        case "created":
        case "ended":
        case "everyoneEnded":
        case "confirmed":
          throw new Error(outcome.kind);
        default:
          return outcome;
      }
    },
    async end(command) {
      const outcome = step(command);
      return outcome.kind === "ended" ? outcome.sessionIds : [];
    },
    async endEveryone(nowMs) {
      step({ kind: "endEveryone", nowMs });
    },
    async confirm(command) {
      return step(command).kind === "confirmed";
    },
    async list(memberId) {
      away();
      const mine = [...sessions.world.sessions].filter(
        ([, each]) => each.memberId === memberId && (each.era ?? 0) >= sessions.world.era,
      );
      return mine.map(([id, each]) => ({ id, ...each }));
    },
    async isRevoked({ era, issuedAt, memberId, memberVersion, sessionId }) {
      away();
      const { world, marks } = sessions;
      const everyone = world.era === 0 ? null : markOf(Math.floor(world.era / 1000), world.era);
      return (
        world.revoked.has(sessionId) ||
        isVoidedBy(marks.get(memberId), { issuedAt, made: memberVersion }) ||
        isVoidedBy(everyone, { issuedAt, made: era })
      );
    },
  };
  return sessions;
}

function memoryThrottle(
  config: {
    DEVICE_FAILURES_MAX: number;
    REFRESHES_MAX: number;
    LOGIN_FAILURES_MAX: number;
    REGISTRATIONS_MAX: number;
    LOGIN_ACCOUNT_FAILURES_FREE: number;
  },
  down: { redis: boolean },
): Throttle {
  const windows = new Map<string, { count: number; resetAt: number }>();
  const accounts = new Map<string, { failures: number; waitUntil: number }>();
  const max = {
    login: config.LOGIN_FAILURES_MAX,
    register: config.REGISTRATIONS_MAX,
    device: config.DEVICE_FAILURES_MAX,
    refresh: config.REFRESHES_MAX,
  };
  const away = () => {
    if (down.redis) throw new Unavailable("redis: away");
  };
  return {
    async takeWindow(kind, prefix, now) {
      away();
      const key = `${kind} ${prefix}`;
      const limits = { now, windowSeconds: WINDOW_SECONDS[kind], max: max[kind] };
      const [state, admission] = takeWindow(windows.get(key) ?? { count: 0, resetAt: 0 }, limits);
      windows.set(key, state);
      return admission;
    },
    async giveBackWindow(kind, prefix) {
      away();
      const state = windows.get(`${kind} ${prefix}`);
      if (state) state.count--;
    },
    async takeAccount(account, now) {
      away();
      const limits = {
        now,
        free: config.LOGIN_ACCOUNT_FAILURES_FREE,
        waitMaxSeconds: ACCOUNT_WAIT_MAX_SECONDS,
      };
      const [state, admission] = takeAccount(
        accounts.get(account) ?? { failures: 0, waitUntil: 0 },
        limits,
      );
      accounts.set(account, state);
      return admission;
    },
    async giveBackAccount(account) {
      away();
      const state = accounts.get(account);
      if (state) accounts.set(account, { failures: state.failures - 1, waitUntil: 0 });
    },
    async forgive(prefix, { account, device }) {
      away();
      windows.delete(`login ${prefix}`);
      if (device === null) accounts.delete(account);
      else windows.delete(`device ${device}`);
    },
    async unlock(account) {
      away();
      accounts.delete(account);
    },
  };
}
