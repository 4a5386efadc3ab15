/** Environment of auth → configuration. */
import { createPrivateKey, createPublicKey } from "node:crypto";
import type { MemberCredentialsRpc } from "@edgemart/contracts/credentials";
import type { MemberEmailsRpc } from "@edgemart/contracts/email-change";
import type { MemberIdentitiesRpc } from "@edgemart/contracts/google";
import type { MemberPasskeysRpc } from "@edgemart/contracts/passkeys";
import type { MemberFactorsRpc } from "@edgemart/contracts/second-factor";
import { OutboxVarsShape, PostgresVarsShape } from "@edgemart/postgres/vars";
import { RedisVarsShape } from "@edgemart/redis/vars";
import { configReader } from "@edgemart/worker-kit/config";
import { IdentityVars } from "@edgemart/worker-kit/identity";
import type { Jwks } from "@edgemart/worker-kit/jwks";
import { KeyRingVar } from "@edgemart/worker-kit/key-ring";
import { queueBinding } from "@edgemart/worker-kit/queue-binding";
import { rpcBinding } from "@edgemart/worker-kit/rpc-binding";
import { z } from "zod";
import { isPublic, OidcRowVar } from "./core/oidc-row.ts";
import { ServiceKeyVar, type SigningKey, SigningKeyVar } from "./core/secrets.ts";

const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const AuthEnv = z
  .object({
    ENVIRONMENT: z.enum(["local", "staging", "production"]),
    ...IdentityVars,
    ...RedisVarsShape,
    ...PostgresVarsShape,
    ...OutboxVarsShape,
    /** Life of an access token, before the jitter that shortens it by up to a tenth. Verifiers take 310 s at most. */
    ACCESS_TTL_SECONDS: count(30, 300),
    BCRYPT_COST: count(4, 14),
    /** Failed sign-ins per address prefix in 10 minutes. */
    LOGIN_FAILURES_MAX: count(1, 1_000_000),
    /** Failed sign-ins per account before it waits. */
    LOGIN_ACCOUNT_FAILURES_FREE: count(1, 1_000_000),
    /** Registrations per address prefix in one hour. */
    REGISTRATIONS_MAX: count(1, 1_000_000),
    /** Failed sign-ins from one known browser in one hour before it waits with the rest. */
    DEVICE_FAILURES_MAX: count(1, 1_000_000),
    /** Refreshes of one session in one minute. */
    REFRESHES_MAX: count(1, 1_000_000),
    /** Links asked for per address prefix in one hour. */
    LINKS_ASKED_MAX: count(1, 1_000_000),
    /** Mails to addresses without account in one hour, from all together. */
    UNASKED_MAILS_MAX: count(1, 1_000_000),
    /** `verify`: an account begins when its address is confirmed · `open`: at once, for deployments without mail. */
    REGISTER_MODE: z.enum(["verify", "open"]).default("verify"),
    AUTH_BASIC_KEY: ServiceKeyVar,
    AUTH_BASIC_KEY_NEXT: ServiceKeyVar.optional(),
    AUTH_BASIC_KEY_PREVIOUS: ServiceKeyVar.optional(),
    AUTH_SIGNING_KEY: SigningKeyVar,
    AUTH_PEPPERS: KeyRingVar,
    AUTH_REFRESH_SECRETS: KeyRingVar,
    /** Tokens of one-time links are made with them. */
    AUTH_LINK_SECRETS: KeyRingVar,
    /** Seals the secrets of authenticator apps. A lost key loses what it sealed. */
    AUTH_TOTP_KEYS: KeyRingVar,
    /** Connection string of the role `edgemart_auth`. */
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" }),
    /** Takes the events of links and sign-ins: notification mails them. */
    NOTIFY_QUEUE: queueBinding(),
    /** Member implements the interface on the entrypoint of that name. */
    MEMBER_CREDENTIALS: rpcBinding<
      MemberCredentialsRpc &
        MemberEmailsRpc &
        MemberPasskeysRpc &
        MemberIdentitiesRpc &
        MemberFactorsRpc
    >(),
    /** The provider's row, and what this deployment is called there; without both of the latter no one signs in by it. */
    OIDC_GOOGLE: OidcRowVar,
    GOOGLE_CLIENT_ID: z.string().min(1).max(255).optional(),
    GOOGLE_CLIENT_SECRET: z.string().min(1).max(255).optional(),
    /** The storefront's origin, as browsers name it: passkeys are used on its pages alone. */
    SHOP_ORIGIN: z
      .url({ protocol: /^https?$/ })
      .refine(isOrigin, "must be an origin without a path"),
    /** Whom passkeys are made for. Part of each of them for ever: another one makes them all unusable. */
    WEBAUTHN_RP_ID: z.string().min(1).max(253),
  })
  .refine((env) => env.ENVIRONMENT === "local" || env.BCRYPT_COST >= 10, {
    path: ["BCRYPT_COST"],
    message: "must be 10 or more outside ENVIRONMENT=local",
  })
  .refine((env) => env.ENVIRONMENT === "local" || env.SHOP_ORIGIN.startsWith("https:"), {
    path: ["SHOP_ORIGIN"],
    message: "must be https outside ENVIRONMENT=local",
  })
  .refine((env) => env.WEBAUTHN_RP_ID === new URL(env.SHOP_ORIGIN).hostname, {
    path: ["WEBAUTHN_RP_ID"],
    message: "must be the host of SHOP_ORIGIN, so that no two environments share passkeys",
  })
  .refine((env) => env.ENVIRONMENT === "local" || isPublic(env.OIDC_GOOGLE), {
    path: ["OIDC_GOOGLE"],
    message: "must not name a stand-in of this machine outside ENVIRONMENT=local",
  })
  .refine((env) => !env.GOOGLE_CLIENT_ID === !env.GOOGLE_CLIENT_SECRET, {
    path: ["GOOGLE_CLIENT_SECRET"],
    message: "goes with GOOGLE_CLIENT_ID: both or neither",
  })
  .refine((env) => !(env.AUTH_BASIC_KEY_NEXT && env.AUTH_BASIC_KEY_PREVIOUS), {
    path: ["AUTH_BASIC_KEY_NEXT"],
    message: "at most two service keys are valid at once",
  })
  .refine((env) => isPublished(env.AUTH_SIGNING_KEY, env.AUTH_JWKS), {
    path: ["AUTH_SIGNING_KEY"],
    message: "its public half is not in AUTH_JWKS",
  })
  .refine((env) => isPair(env.AUTH_SIGNING_KEY), {
    path: ["AUTH_SIGNING_KEY"],
    message: "its private and public halves do not belong together",
  });

/** What auth reads of its environment. */
export type AuthConfig = z.infer<typeof AuthEnv>;

/** @throws ConfigError naming every wrong key */
export const readAuthConfig = configReader<AuthConfig>(AuthEnv);

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

function isPublished(key: SigningKey, jwks: Jwks): boolean {
  return jwks.keys.some((published) => published.kid === key.kid && published.x === key.x);
}

function isPair(key: SigningKey): boolean {
  try {
    const { kty, crv, x, d } = key;
    const secret = createPrivateKey({ key: { kty, crv, x, d }, format: "jwk" });
    return createPublicKey(secret).export({ format: "jwk" }).x === x;
  } catch {
    return false;
  }
}
