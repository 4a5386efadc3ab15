/** Makes secrets: each name a Worker's `secrets.required` lists, with fresh random values. */
import { createECDH, createHash, generateKeyPairSync, randomBytes } from "node:crypto";

/** Name → value of secrets, as they stand in `.dev.vars` or are given to Wrangler. */
export type Secrets = Record<string, string>;

/** An Ed25519 key as a JWK; `d` is there in private ones only. */
export interface SigningJwk {
  kty: "OKP";
  crv: "Ed25519";
  x: string;
  d?: string;
  kid: string;
  use: "sig";
  alg: "EdDSA";
}

/**
 * Makes a complete set for a local system or a new deployment; stores' addresses are not among them.
 *
 * `UPSTASH_REDIS_REST_TOKEN` is the token of the local endpoint; a real store comes with its own.
 */
export function makeSecrets(): Secrets {
  const signing = makeSigningKey();
  return {
    AUTH_BASIC_KEY: makeServiceKey(),
    AUTH_SIGNING_KEY: JSON.stringify(signing),
    AUTH_JWKS: JSON.stringify({ keys: [publicHalf(signing)] }),
    AUTH_PEPPERS: JSON.stringify({ current: "k1", keys: { k1: randomKey() } }),
    AUTH_REFRESH_SECRETS: JSON.stringify({ current: "k1", keys: { k1: randomKey() } }),
    AUTH_LINK_SECRETS: JSON.stringify({ current: "k1", keys: { k1: randomKey() } }),
    AUTH_TOTP_KEYS: JSON.stringify({ current: "k1", keys: { k1: randomKey() } }),
    CONTACT_DIGEST_KEY: randomKey(),
    IDEMPOTENCY_SECRET: randomKey(),
    OPERATOR_TOKEN: randomKey(),
    // Of the local stand-in; a payment gateway gives its own.
    PAYMENT_SECRET_KEY: `test_sk_${randomKey()}`,
    PAYMENT_SEAL_SECRET: randomKey(),
    ORDER_SEAL_SECRET: randomKey(),
    ORDER_TOKEN_SECRET: randomKey(),
    // As Resend spells its own.
    RESEND_WEBHOOK_SECRET: `whsec_${randomBytes(32).toString("base64")}`,
    UNSUBSCRIBE_SECRETS: JSON.stringify({ current: "k1", keys: { k1: randomKey() } }),
    UPSTASH_REDIS_REST_TOKEN: randomKey(),
    VAPID_KEYS: JSON.stringify({ current: "k1", keys: { k1: makePushKey() } }),
  };
}

/** Makes a pair on P-256, as push services know a sender (RFC 8292). */
export function makePushKey(): { publicKey: string; privateKey: string } {
  const pair = createECDH("prime256v1");
  const publicKey = pair.generateKeys("base64url");
  // OpenSSL leaves out the zeros that a number may begin with.
  return { publicKey, privateKey: padded(pair.getPrivateKey()) };
}

function padded(bytes: Buffer): string {
  return Buffer.concat([Buffer.alloc(32 - bytes.length), bytes]).toString("base64url");
}

/** Makes 32 random bytes in base64url. */
export function randomKey(): string {
  return randomBytes(32).toString("base64url");
}

/** Makes a complete Basic credential: base64 of `edgemart:<secret>`, so that `curl -u` and every HTTP client can send it. */
export function makeServiceKey(): string {
  return Buffer.from(`edgemart:${randomKey()}`).toString("base64");
}

/** Makes a private signing key whose `kid` is its RFC 7638 thumbprint. */
export function makeSigningKey(): SigningJwk {
  const { privateKey } = generateKeyPairSync("ed25519");
  const { x = "", d = "" } = privateKey.export({ format: "jwk" });
  return { kty: "OKP", crv: "Ed25519", x, d, kid: thumbprint(x), use: "sig", alg: "EdDSA" };
}

/** Strips what must not be published. */
export function publicHalf({ kty, crv, x, kid, use, alg }: SigningJwk): SigningJwk {
  return { kty, crv, x, kid, use, alg };
}

/** RFC 7638 §3, RFC 8037 §2: the members `crv`, `kty`, `x` in this order. */
function thumbprint(x: string): string {
  const canonical = JSON.stringify({ crv: "Ed25519", kty: "OKP", x });
  return createHash("sha256").update(canonical).digest("base64url");
}
