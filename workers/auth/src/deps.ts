/** Chooses auth's implementations from its configuration. */
import { OIDC_SECONDS } from "@edgemart/contracts/google";
import { MFA_CHALLENGE_SECONDS } from "@edgemart/contracts/mfa";
import { PASSKEY_CHALLENGE_SECONDS } from "@edgemart/contracts/passkeys";
import { connectPostgres } from "@edgemart/postgres/client";
import { postgresBudget } from "@edgemart/postgres/vars";
import { connectRedis } from "@edgemart/redis/client";
import { redisBudget } from "@edgemart/redis/vars";
import { encodeBase64Url } from "@edgemart/worker-kit/base64url";
import { verifyAccessToken } from "@edgemart/worker-kit/identity";
import { newId } from "@edgemart/worker-kit/ids";
import { outboxQuestion } from "@edgemart/worker-kit/outbox-question";
import { joseSigner } from "./adapters/access-tokens.jose.ts";
import { auditLog, sealLog, warnLog } from "./adapters/audit.log.ts";
import { postgresAudit } from "./adapters/audit-store.postgres.ts";
import { redisChallenges } from "./adapters/challenges.redis.ts";
import { postgresOutbox, queueEvents } from "./adapters/events.queue.ts";
import { redisFirstFactors } from "./adapters/first-factors.redis.ts";
import { bcryptHasher } from "./adapters/hasher.bcrypt.ts";
import { postgresLinks } from "./adapters/link-store.postgres.ts";
import { rpcMembers } from "./adapters/members.rpc.ts";
import { oauthProvider } from "./adapters/oidc.oauth4webapi.ts";
import { redisOidc } from "./adapters/oidc-store.redis.ts";
import { redisSessions } from "./adapters/sessions.redis.ts";
import { redisThrottle } from "./adapters/throttle.redis.ts";
import { otpauthTotp } from "./adapters/totp.otpauth.ts";
import { simpleWebAuthn } from "./adapters/webauthn.simplewebauthn.ts";
import { linkIdOf } from "./core/links.ts";
import { FACTOR_TRIES_MAX, MAILS_MAX } from "./core/throttle.ts";
import type { AuthConfig } from "./env.ts";
import { type Deps, type OidcProvider, Unavailable } from "./ports.ts";

/** The mark of a revoked token outlives the token: verifiers tolerate 5 s, clocks differ, marks are cached for 5 s. */
const MARK_SLACK_SECONDS = 60;

/** What an authenticator shows next to the member's address. */
const SHOP_NAME = "Edgemart";

// One queue per isolate: it bounds the isolate's CPU for all callers.
const hasher = bcryptHasher();

/** Builds what verbs need. Cheap: connections and imported keys are kept by their own modules. */
export function depsOf(config: AuthConfig): Deps {
  const redis = connectRedis(config, redisBudget(config));
  const db = connectPostgres(config.DATABASE_URL, postgresBudget(config));
  const events = queueEvents(db, { "edgemart-notify": config.NOTIFY_QUEUE });
  return {
    config,
    now: Date.now,
    random: Math.random,
    newId,
    newLinkId: () => linkIdOf(crypto.getRandomValues(new Uint8Array(16))),
    newSecret: (bytes) => encodeBase64Url(crypto.getRandomValues(new Uint8Array(bytes))),
    hasher,
    sessions: redisSessions(redis, config.ACCESS_TTL_SECONDS + MARK_SLACK_SECONDS),
    throttle: redisThrottle(redis, {
      windowMax: {
        login: config.LOGIN_FAILURES_MAX,
        register: config.REGISTRATIONS_MAX,
        device: config.DEVICE_FAILURES_MAX,
        refresh: config.REFRESHES_MAX,
        totp: FACTOR_TRIES_MAX,
        asked: config.LINKS_ASKED_MAX,
        unasked: config.UNASKED_MAILS_MAX,
        ...MAILS_MAX,
      },
      accountFree: config.LOGIN_ACCOUNT_FAILURES_FREE,
    }),
    links: postgresLinks(db, events),
    events,
    outbox: outboxQuestion(postgresOutbox(db, config.OUTBOX_LAG_SECONDS)),
    challenges: redisChallenges(redis, PASSKEY_CHALLENGE_SECONDS),
    firstFactors: redisFirstFactors(redis, MFA_CHALLENGE_SECONDS),
    totp: otpauthTotp(config.AUTH_TOTP_KEYS, SHOP_NAME),
    webauthn: simpleWebAuthn(config.SHOP_ORIGIN, config.WEBAUTHN_RP_ID, SHOP_NAME),
    oidc: oidcOf(config),
    oidcStore: redisOidc(redis, OIDC_SECONDS),
    members: rpcMembers(config.MEMBER_CREDENTIALS),
    signAccessToken: joseSigner(config.AUTH_SIGNING_KEY),
    verifyAccessToken: (token, now) => verifyAccessToken(token, config, now),
    audit: auditLog,
    auditStore: postgresAudit(db),
    noteSeal: sealLog,
    warn: warnLog,
  };
}

/** Tells whether a question could not be answered because a store or another Worker is unavailable. */
export function isOutage(thrown: unknown): boolean {
  return thrown instanceof Unavailable;
}

/** Google where this deployment is a client of it. */
function oidcOf(config: AuthConfig): OidcProvider | null {
  const { GOOGLE_CLIENT_ID: id, GOOGLE_CLIENT_SECRET: secret, OIDC_GOOGLE: row } = config;
  if (id === undefined || secret === undefined) return null;
  const redirectUri = `${config.SHOP_ORIGIN}/auth/google/callback`;
  return oauthProvider(row, { id, secret, redirectUri }, Date.now);
}
