/** Takes the place of auth's outside world: the real reducers in memory, a hasher that counts, a clock that does not move. */
import { randomBytes } from "node:crypto";
import { overRpc } from "@edgemart/testkit/rpc";
import { verifyAccessToken } from "@edgemart/worker-kit/identity";
import { newId } from "@edgemart/worker-kit/ids";
import { makeSecrets } from "../../../tools/keys.ts";
import { joseSigner } from "../src/adapters/access-tokens.jose.ts";
import { rpcMembers } from "../src/adapters/members.rpc.ts";
import { otpauthTotp } from "../src/adapters/totp.otpauth.ts";
import { simpleWebAuthn } from "../src/adapters/webauthn.simplewebauthn.ts";
import { createAuthApp } from "../src/app.ts";
import { linkIdOf } from "../src/core/links.ts";
import { readAuthConfig } from "../src/env.ts";
import type { AuditEvent, Deps } from "../src/ports.ts";
import { memoryChallenges } from "./fakes/challenges.ts";
import { memoryFirstFactors } from "./fakes/first-factors.ts";
import { countingHasher } from "./fakes/hasher.ts";
import { memoryLinks } from "./fakes/links.ts";
import { memoryMembers } from "./fakes/members.ts";
import { fakeProvider, memoryOidc, newSayings } from "./fakes/oidc.ts";
import { memorySessions } from "./fakes/sessions.ts";
import { memoryThrottle } from "./fakes/throttle.ts";

/** When a test begins, in epoch milliseconds. */
export const START_MS = 1_790_000_000_000;

/** Google's row, as the wrangler file has it. */
export const GOOGLE_ROW = {
  id: "google",
  issuers: ["https://accounts.google.com", "accounts.google.com"],
  authorize: "https://accounts.google.com/o/oauth2/v2/auth",
  token: "https://oauth2.googleapis.com/token",
  jwks: "https://www.googleapis.com/oauth2/v3/certs",
  algorithms: ["RS256"],
  clientAuth: "client_secret_post",
  issParameter: "checked",
  emailRule: "claim",
  scopes: ["openid", "email", "profile"],
};

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
    LINKS_ASKED_MAX: 30,
    UNASKED_MAILS_MAX: 1_000,
    REGISTER_MODE: "open",
    SHOP_ORIGIN: "https://shop.example",
    WEBAUTHN_RP_ID: "shop.example",
    OIDC_GOOGLE: JSON.stringify(GOOGLE_ROW),
    GOOGLE_CLIENT_ID: "shop-at-google",
    GOOGLE_CLIENT_SECRET: "a secret of the shop",
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
  const down = { redis: false, members: false, postgres: false };
  const provider = newSayings(START_MS);
  const audit: AuditEvent[] = [];
  const hasher = countingHasher();
  const members = memoryMembers(down, START_MS);
  const sessions = memorySessions(down);
  const links = memoryLinks(down, () => clock.ms);
  const deps: Deps = {
    config,
    now: () => clock.ms,
    random: () => 0,
    newId,
    newLinkId: () => linkIdOf(randomBytes(16)),
    links,
    events: { send: async () => undefined, sendUnsent: async () => 0 },
    outbox: { since: async () => [] },
    newSecret: (bytes) => randomBytes(bytes).toString("base64url"),
    oidc: fakeProvider(provider),
    oidcStore: memoryOidc(down, () => clock.ms),
    challenges: memoryChallenges(down, () => clock.ms),
    firstFactors: memoryFirstFactors(down, () => clock.ms),
    totp: otpauthTotp(config.AUTH_TOTP_KEYS, "Edgemart"),
    webauthn: simpleWebAuthn(config.SHOP_ORIGIN, config.WEBAUTHN_RP_ID, "Edgemart"),
    hasher,
    sessions,
    throttle: memoryThrottle(config, down),
    members: rpcMembers(overRpc(members)),
    signAccessToken: joseSigner(config.AUTH_SIGNING_KEY),
    verifyAccessToken: (token, now) => verifyAccessToken(token, config, now),
    audit(event, caller) {
      audit.push(event);
      const { addressPrefix, arrivedMs, call, noted } = caller;
      const where = { addressPrefix, requestId: call.requestId, userAgentHash: "" };
      noted.push({ ...event, ...where, happenedMs: arrivedMs });
    },
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
  return {
    app,
    audit,
    clock,
    config,
    deps,
    down,
    env,
    hasher,
    links,
    members,
    post,
    provider,
    send,
    sessions,
  };
}
/** What `testAuth` gives. */
export type TestAuth = ReturnType<typeof testAuth>;
