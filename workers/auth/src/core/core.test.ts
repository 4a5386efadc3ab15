/** Laws of the pure decisions that the verbs' tests do not show. */

import { addressPrefix, UNKNOWN_PREFIX } from "@edgemart/contracts/client-address";
import { ACCESS_TOKEN_VERSION } from "@edgemart/contracts/identity";
import { currentKey } from "@edgemart/worker-kit/key-ring";
import { describe, expect, test } from "vitest";
import { type AccessGrant, accessClaims } from "./access-claims.ts";
import { accountDigest } from "./account-digest.ts";
import { isCommonPassword } from "./common-password.ts";
import { pepperedPassword, planPasswordCheck } from "./password-scheme.ts";
import { deriveRefreshToken, readRefreshToken } from "./refresh-token.ts";

const secret = (fill: number) => new Uint8Array(32).fill(fill);

test("a ring without its current key gives no key, and least of all one of zeros", () => {
  const keys = new Map([["k1", secret(1)]]);
  expect(currentKey({ current: "k1", keys })).toEqual(secret(1));
  expect(() => currentKey({ current: "k2", keys })).toThrow();
});

describe("auth 24, 30: address prefixes", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7/32"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::ffff", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["::ffff:203.0.113.7", "203.0.113.7/32"],
    ["::ffff:cb00:7107", "203.0.113.7/32"],
  ])("%s counts as %s", (address, prefix) => expect(addressPrefix(address)).toBe(prefix));

  test.each([
    "",
    "1.2.3",
    "01.2.3.4",
    "1.2.3.256",
    "1.2.3.4, 5.6.7.8",
    "[::1]",
    "::1%eth0",
    "1:2:3",
    "x".repeat(999),
    null,
  ])("%s is the shared bucket", (address) => expect(addressPrefix(address)).toBe(UNKNOWN_PREFIX));
});

describe("auth 12: common passwords", () => {
  const account = { email: "mina.kim@example.com", name: "Mina Kim" };
  test.each([
    "password1",
    "PASSWORD123",
    "Ｐａｓｓｗｏｒｄ１",
    "edgemart2026",
    "I love EdgeMart",
    "mina.kim!",
    "minakim99",
    "MINA KIM forever",
    "minakim!minakim",
  ])("%s is refused", (password) => expect(isCommonPassword(password, account)).toBe(true));

  test.each(["correct horse battery", "minas tirith 1954", "edge of the map"])(
    "%s is taken",
    (password) => expect(isCommonPassword(password, account)).toBe(false),
  );

  test("a short name inside a long phrase is no reason, as the whole password it is", () => {
    const short = { email: "jo@example.com", name: "Jo" };
    expect(isCommonPassword("major tom to ground control", short)).toBe(false);
    expect(isCommonPassword("김민아의 비밀번호", { email: "a@example.com", name: "김민아" })).toBe(
      true,
    );
  });
});

describe("auth 32: claims", () => {
  const grant: AccessGrant = {
    ...{ issuer: "i", audience: "a", memberId: "m", sessionId: "s", tokenId: "t", role: "member" },
    ...{ memberVersion: 3, era: 7 },
    ...{
      authTime: 5,
      amr: "pwd otp",
      ttlSeconds: 300,
      absoluteExpiry: 10_000,
      now: 1000,
      spread: 0,
    },
  };
  test("a token lives between nine tenths and all of its life", () => {
    const lives = [0, 0.5, 0.999].map((spread) => accessClaims({ ...grant, spread }).exp - 1000);
    expect(lives).toEqual([300, 285, 271]);
  });
  test("auth 45: no token outlives its session", () => {
    expect(accessClaims({ ...grant, absoluteExpiry: 1100 }).exp).toBe(1100);
  });
  test("say all of the grant, and are good from the moment they are made", () => {
    const { ver, ...claims } = accessClaims(grant);
    expect(claims).toEqual({
      ...{ iss: "i", aud: "a", sub: "m", sid: "s", jti: "t", role: "member" },
      ...{ iat: 1000, nbf: 1000, exp: 1300, auth_time: 5, amr: ["pwd", "otp"], mver: 3, era: 7 },
    });
    expect(ver).toBe(ACCESS_TOKEN_VERSION);
    expect(accessClaims({ ...grant, era: null })).not.toHaveProperty("era");
    expect(accessClaims({ ...grant, era: 0 }).era).toBe(0);
  });
  test("a token lives for a second at least, also at the end of its session", () => {
    for (const end of [900, 1000, 1001]) {
      expect(accessClaims({ ...grant, absoluteExpiry: end }).exp).toBe(1001);
    }
    expect(accessClaims({ ...grant, ttlSeconds: 0 }).exp).toBe(1001);
  });
});

describe("auth 41: refresh tokens", () => {
  const claims = { sessionId: "ses_01k9z3v5e8f0r9t2m4w6y8a1bc", counter: 7 };
  const token = deriveRefreshToken(secret(1), claims);
  test("are derived: the same input gives the same token", () => {
    expect(deriveRefreshToken(secret(1), claims)).toBe(token);
    expect(readRefreshToken(token, [secret(2), secret(1)])).toEqual(claims);
  });
  test("are of no use under another secret", () =>
    expect(readRefreshToken(token, [secret(2)])).toBeNull());
  test("fuzz: any one character changed is no token", () => {
    for (let at = 0; at < token.length; at++) {
      for (const sign of ["A", "z", "0", "-", ".", "="]) {
        const bent = token.slice(0, at) + sign + token.slice(at + 1);
        if (bent !== token) expect(readRefreshToken(bent, [secret(1)])).toBeNull();
      }
    }
  });
});

describe("auth 18: the password check", () => {
  const peppers = { current: "k1", keys: new Map([["k1", secret(1)]]) };
  test("bcrypt always gets 64 characters without NUL, of the normalized password", () => {
    for (const password of ["x", "a\0b", "é".repeat(1000)]) {
      expect(pepperedPassword(password, secret(1))).toMatch(/^[A-Za-z0-9+/]{64}$/);
    }
    expect(pepperedPassword("é", secret(1))).toBe(pepperedPassword("e\u0301", secret(1)));
  });
  test("the dummy has the scheme and cost of new hashes and decides nothing", () => {
    const dummy = planPasswordCheck("correct horse", null, peppers, 10);
    expect(dummy).toMatchObject({ decides: false, corrupt: false });
    expect(dummy.hash).toMatch(/^\$2b\$10\$[./A-Za-z0-9]{53}$/);
    expect(dummy.material).toBe(pepperedPassword("correct horse", secret(1)));
  });
  test("a legacy hash is not asked what bcrypt would cut off", () => {
    const legacy = `$2b$10$${"a".repeat(53)}`;
    expect(planPasswordCheck("a".repeat(72), legacy, peppers, 10)).toMatchObject({
      decides: true,
      hash: legacy,
    });
    expect(planPasswordCheck("a".repeat(73), legacy, peppers, 10).decides).toBe(false);
  });
});

test("auth 25: one account has one digest, which depends on the key", () => {
  const digest = accountDigest("Mina@Example.com", secret(1));
  expect(accountDigest("mina@example.COM", secret(1))).toBe(digest);
  expect(accountDigest("mina@example.com", secret(2))).not.toBe(digest);
  expect(digest).toMatch(/^[A-Za-z0-9_-]{22}$/);
});
