/** Which access tokens are let through: the form before any cryptography, the signature, the names and the times. */
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { type TrustedIssuer, verifyAccessToken } from "./identity.ts";
import { newId } from "./ids.ts";

const NOW = 1_790_000_000;
const MEMBER = newId("member");
const SESSION = newId("session");
const GOOD = {
  ...{ iss: "https://auth.example", aud: "api", sub: MEMBER, sid: SESSION, jti: "j" },
  ...{
    iat: NOW,
    nbf: NOW,
    exp: NOW + 300,
    role: "member",
    ver: 1,
    auth_time: NOW - 5,
    amr: ["pwd"],
  },
};

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
let pair: Pair;
let stranger: Pair;
let trust: TrustedIssuer;
beforeAll(async () => {
  [pair, stranger] = await Promise.all([generateKeyPair("Ed25519"), generateKeyPair("Ed25519")]);
  const { kty, crv, x } = (await exportJWK(pair.publicKey)) as {
    kty: "OKP";
    crv: "Ed25519";
    x: string;
  };
  const kid = await calculateJwkThumbprint({ kty, crv, x });
  const keys = [{ kty, crv, x, kid, use: "sig" as const, alg: "EdDSA" as const }];
  trust = { AUTH_JWKS: { keys }, AUTH_ISSUER: GOOD.iss, AUTH_AUDIENCE: GOOD.aud };
});

function sign(claims: object = {}, header: object = {}, key = pair.privateKey): Promise<string> {
  const kid = trust.AUTH_JWKS.keys[0]?.kid;
  return new SignJWT({ ...GOOD, ...claims })
    .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid, ...header })
    .sign(key);
}
const seen = async (token: string | Promise<string>, now = NOW) =>
  verifyAccessToken(await token, trust, now);
const refused = async (token: string | Promise<string>, now = NOW) => {
  const verification = await seen(token, now);
  return verification.ok ? "let through" : [verification.expired, verification.reason];
};

describe("a token of ours", () => {
  test("says who speaks, and since when", async () => {
    expect(await seen(sign({ mver: 3, era: 2 }))).toEqual({
      ok: true,
      identity: {
        amr: ["pwd"],
        ...{ memberId: MEMBER, sessionId: SESSION, role: "member", authTime: NOW - 5 },
        ...{ issuedAt: NOW, expiresAt: NOW + 300, memberVersion: 3, era: 2 },
      },
    });
  });

  test("is good within five seconds of clocks that differ, and no longer", async () => {
    const token = await sign();
    expect((await seen(token, NOW + 304)).ok).toBe(true);
    expect(await refused(token, NOW + 305)).toEqual([true, "ERR_JWT_EXPIRED"]);
    expect((await seen(token, NOW - 5)).ok).toBe(true);
    expect((await seen(token, NOW - 6)).ok).toBe(false);
  });

  test("never promises more than 310 seconds", async () => {
    expect((await seen(sign({ exp: NOW + 310 }))).ok).toBe(true);
    expect(await refused(sign({ exp: NOW + 311 }))).toEqual([false, "life"]);
  });
});

describe("is refused", () => {
  test.each([
    ["another issuer", { iss: "https://other.example" }],
    ["another audience", { aud: "other" }],
    ["a time that has not begun", { nbf: NOW + 60 }],
  ])("%s", async (_what, claims) => {
    expect(await refused(sign(claims))).toEqual([false, "ERR_JWT_CLAIM_VALIDATION_FAILED"]);
  });

  test.each(["exp", "iat", "nbf", "sub", "sid", "jti", "role", "ver"])(
    "a token without %s",
    async (name) => {
      expect((await seen(sign({ [name]: undefined }))).ok).toBe(false);
    },
  );

  test.each([
    { sub: "mem_x" },
    { sid: MEMBER },
    { role: "owner" },
    { ver: 2 },
    { auth_time: "now" },
    { mver: 0 },
  ])("the claim %j", async (claims) => {
    expect(await refused(sign(claims))).toEqual([false, "claims"]);
  });

  test("another type of token, which our key has signed", async () => {
    expect(await refused(sign({}, { typ: "JWT" }))).toEqual([
      false,
      "ERR_JWT_CLAIM_VALIDATION_FAILED",
    ]);
  });

  test("a key that is not in the set, and a signature of another key", async () => {
    expect(await refused(sign({}, { kid: "unknown" }))).toEqual([
      false,
      "ERR_JWKS_NO_MATCHING_KEY",
    ]);
    expect(await refused(sign({}, {}, stranger.privateKey))).toEqual([
      false,
      "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
    ]);
  });

  test.each(["jku", "jwk", "x5u", "crit"])("a header that names %s", async (name) => {
    const [, payload, signature] = (await sign()).split(".");
    const head = { alg: "EdDSA", typ: "at+jwt", kid: "k", [name]: "x" };
    expect(await refused(`${encoded(head)}.${payload}.${signature}`)).toEqual([false, "header"]);
  });

  test("a header without the name of its key, or with another's type", async () => {
    const [, payload, signature] = (await sign()).split(".");
    for (const kid of [undefined, 1, ["k"]]) {
      const head = encoded({ alg: "EdDSA", typ: "at+jwt", kid });
      expect(await refused(`${head}.${payload}.${signature}`)).toEqual([false, "kid"]);
    }
  });

  test("a header or payload that is no strict JSON", async () => {
    const [head, payload, signature] = (await sign()).split(".");
    for (const text of ['{"alg":"EdDSA","alg":"none"}', "[]", "x"]) {
      const broken = Buffer.from(text).toString("base64url");
      expect(await refused(`${broken}.${payload}.${signature}`)).toEqual([false, "header"]);
      expect(await refused(`${head}.${broken}.${signature}`)).toEqual([false, "payload"]);
    }
    const bytes = Buffer.from([0x7b, 0xff]).toString("base64url");
    expect(await refused(`${bytes}.${payload}.${signature}`)).toEqual([false, "header"]);
    expect(await refused(`${head}.${bytes}.${signature}`)).toEqual([false, "payload"]);
  });

  test("nesting that no token of ours has", async () => {
    const [head, , signature] = (await sign()).split(".");
    const deep = (levels: number) =>
      encoded(JSON.parse(`${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`));
    expect(await refused(`${head}.${deep(5)}.${signature}`)).toEqual([false, "payload"]);
    expect(await refused(`${head}.${deep(4)}.${signature}`)).not.toEqual([false, "payload"]);
    const nested = encoded({ alg: "EdDSA", typ: "at+jwt", kid: { a: { b: 1 } } });
    expect(await refused(`${nested}.${deep(1)}.${signature}`)).toEqual([false, "header"]);
  });

  test("another number of parts, an empty part, a signature of another length, or padding", async () => {
    const [head, payload, signature] = (await sign()).split(".") as [string, string, string];
    for (const token of ["", "a.b", `${head}.${payload}.${signature}.x`]) {
      expect(await refused(token)).toEqual([false, "segments"]);
    }
    const parts = [`.${payload}.${signature}`, `${head}..${signature}`, `${head}.${payload}.`];
    const ends = [
      `${head}.${payload}.${signature.slice(4)}`,
      `${head}.${payload}.${signature}=`,
      `+.${payload}.${signature}`,
    ];
    for (const token of [...parts, ...ends])
      expect(await refused(token)).toEqual([false, "encoding"]);
  });

  test("more than 4 096 characters, before anything is read", async () => {
    expect(await refused(".".repeat(4_096))).toEqual([false, "segments"]);
    expect(await refused(".".repeat(4_097))).toEqual([false, "length"]);
  });
});

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
