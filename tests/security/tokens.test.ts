/** Attacks 1–30 and 36 of specs/auth.md on tokens and credentials, through the gateway. */
import { createHmac, generateKeyPairSync, randomBytes } from "node:crypto";
import { api, asServer, newMember, system } from "@edgemart/testkit/system";
import { decodeJwt, decodeProtectedHeader, SignJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { encode, forge, probe, withToken } from "./probe.ts";

const INVALID = [401, "token_invalid"];
let token: string;
let claims: Record<string, unknown>;
let header: { alg: string; kid: string; typ: string };
let now: number;
beforeAll(async () => {
  token = (await newMember()).accessToken;
  claims = { ...decodeJwt(token) };
  header = decodeProtectedHeader(token) as typeof header; // auth's own header has exactly these
  now = Math.floor(Date.now() / 1000);
});
const part = (at: number) => token.split(".")[at] ?? "";
const withHeader = (head: unknown, signature = part(2)) =>
  `${encode(head)}.${part(1)}.${signature}`;

test("the token itself, and one forged with the real key and claims, are taken", async () => {
  expect((await withToken(token))[0]).toBe(200);
  expect((await withToken(await forge(claims)))[0]).toBe(200);
});

describe("attacks 1–7, 24: algorithms and keys", () => {
  test.each(["none", "None", "nOnE"])("attack 1: alg %s", async (alg) => {
    expect(await withToken(withHeader({ ...header, alg }, ""))).toEqual(INVALID);
    expect(await withToken(withHeader({ ...header, alg }))).toEqual(INVALID);
  });

  test("attack 2: HS256 over the public key in every spelling", async () => {
    const { x } = JSON.parse(system().signingKey) as { x: string };
    const jwks = await (await api("/.well-known/jwks.json")).text();
    const first = JSON.stringify(JSON.parse(jwks).keys[0]);
    const signed = `${encode({ ...header, alg: "HS256" })}.${part(1)}`;
    for (const secret of [x, Buffer.from(x, "base64url"), jwks, first]) {
      const mac = createHmac("sha256", secret).update(signed).digest("base64url");
      expect(await withToken(`${signed}.${mac}`)).toEqual(INVALID);
    }
  });

  test.each(["ES256", "RS256", "Ed448"])("attack 3: alg %s with our kid", async (alg) => {
    expect(await withToken(withHeader({ ...header, alg }))).toEqual(INVALID);
  });

  test.each(["jwk", "jku", "x5u", "x5c"])("attack 4: the attacker's %s", async (name) => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const own: Record<string, unknown> = { jwk: publicKey.export({ format: "jwk" }), x5c: ["AA"] };
    const head = { ...header, [name]: own[name] ?? "http://127.0.0.1:9/keys" };
    const signed = await new SignJWT(claims).setProtectedHeader(head).sign(privateKey);
    expect(await withToken(signed)).toEqual(INVALID);
  });

  test.each([
    ...["../../etc/passwd", "' OR 1=1--", "__proto__", "constructor", "k".repeat(2000), ""],
    ...[7, ["a"], null, undefined],
  ])("attacks 5, 6, 7: kid %j", async (kid) => {
    expect(await withToken(withHeader({ ...header, kid }))).toEqual(INVALID);
  });

  test("attack 24: keys of another environment", async () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const signed = await new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
    expect(await withToken(signed)).toEqual(INVALID);
  });
});

describe("attacks 8–15, 22: claims and headers with a valid signature", () => {
  test("attack 8: expired by more than the tolerance, and within it", async () => {
    const at = (exp: number) => forge({ ...claims, iat: exp - 300, nbf: exp - 300, exp });
    const second = Math.floor(Date.now() / 1000);
    expect(await withToken(await at(second - 7))).toEqual([401, "token_expired"]);
    expect((await withToken(await at(second - 2)))[0]).toBe(200);
  });

  test.each<[string, unknown]>([
    ["exp", undefined],
    ["exp", "9999999999"],
    ["iss", "https://evil.example"],
    ["aud", "other"],
    ["aud", ["other", "edgemart-api"]],
    ["aud", undefined],
    ["role", "ADMIN"],
    ["role", ["admin"]],
    ["role", { $ne: null }],
    ["role", "admin\u0000"],
    ["role", undefined],
    ["sub", undefined],
    ["sub", 7],
    ["sub", "mem_x"],
    ["sid", undefined],
    ["jti", undefined],
    ["ver", undefined],
    ["ver", 2],
    ["nbf", undefined],
    ["iat", undefined],
  ])("attacks 9, 12, 13, 22: %s = %j", async (name, value) => {
    expect(await withToken(await forge({ ...claims, [name]: value }))).toEqual(INVALID);
  });

  test("attack 12: the issuer with a slash behind, and as an array", async () => {
    for (const iss of [`${claims.iss}/`, [claims.iss]]) {
      expect(await withToken(await forge({ ...claims, iss }))).toEqual(INVALID);
    }
  });

  test("attacks 10, 11: from the future, or good for ten years", async () => {
    const later = { ...claims, iat: now + 3600, nbf: now + 3600, exp: now + 3900 };
    expect(await withToken(await forge(later))).toEqual(INVALID);
    expect(await withToken(await forge({ ...claims, exp: now + 315_360_000 }))).toEqual(INVALID);
  });

  test.each([{ typ: "JWT" }, { typ: undefined }, { typ: "rt+jwt" }])(
    "attack 14: header %j",
    async (head) => {
      expect(await withToken(await forge(claims, head))).toEqual(INVALID);
    },
  );

  test.each([{ crit: ["b64"], b64: false }, { zip: "DEF" }])("attack 15: %j", async (head) => {
    expect(await withToken(withHeader({ ...header, ...head }))).toEqual(INVALID);
  });
});

describe("attacks 16–21: forms", () => {
  test("attack 16: 2, 4 and 5 segments", async () => {
    const forms = [`${part(0)}.${part(1)}`, `${token}.x`, `${token}.x.y`, "..", "a"];
    for (const form of forms) expect(await withToken(form)).toEqual(INVALID);
  });

  test("attack 17: one changed character anywhere", async () => {
    for (let at = 0; at < token.length; at += 9) {
      if (token[at] === ".") continue;
      const other = token[at] === "A" ? "B" : "A";
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      expect(await withToken(changed)).toEqual(INVALID);
    }
  });

  test("attack 18: other spellings of the same signature", async () => {
    for (const sign of "ABCDEFGHIJKLMNOPabcdefghijklmnop0123456789-_") {
      if (token.endsWith(sign)) continue;
      expect(await withToken(token.slice(0, -1) + sign)).toEqual(INVALID);
    }
    expect(await withToken(`${token}==`)).toEqual(INVALID);
  });

  test.each(['{"role":"member","role":"admin"}', "[]", "null", "[".repeat(2_000), "\u0000"])(
    "attack 20: payload %.40s",
    async (payload) => {
      expect(await withToken(`${part(0)}.${encode(payload)}.${part(2)}`)).toEqual(INVALID);
    },
  );

  test.each([4_000, 10_000])("attack 21: %i bytes more", async (length) => {
    const long = `${token}${randomBytes(length).toString("base64url")}`;
    expect(await withToken(long)).toEqual(INVALID);
  });
});

describe("attacks 25–30, 36: credentials in wrong places", () => {
  async function authorized(authorization: string, path = "/api/members/me") {
    const { code, status } = await probe(api(path, { headers: { authorization } }));
    return [status, code];
  }

  test("attack 25: two credentials are 400", async () => {
    const both = `Bearer ${token}, Bearer ${token}`;
    expect(await authorized(both)).toEqual([400, "invalid_request"]);
  });

  test("attack 26: lower case is taken, a tab and two spaces are not", async () => {
    expect((await authorized(`bearer ${token}`))[0]).toBe(200);
    expect(await authorized(`Bearer\t${token}`)).toEqual(INVALID);
    expect(await authorized(`Bearer  ${token}`)).toEqual(INVALID);
  });

  test("attack 27: a token in the query or a cookie is none", async () => {
    const headers = { cookie: `__Host-Http-at=${token}; at=${token}` };
    const asked = [`/api/members/me?access_token=${token}`, "/api/members/me"];
    for (const path of asked)
      expect((await probe(api(path, { headers }))).code).toBe("token_missing");
  });

  test("attack 28: Basic where Bearer is due, and the reverse", async () => {
    const basic = `Basic ${system().serviceKey}`;
    expect(await authorized(basic)).toEqual(INVALID);
    expect(await authorized(basic, "/api/auth/sessions")).toEqual(INVALID);
    const json = { email: "a@example.com", password: "x" };
    const login = await probe(api("/api/auth/login", { token, json }));
    expect([login.status, login.code]).toEqual([401, "service_auth_required"]);
  });

  test.each(["edgemart", "", ":", "edgemart:a:b", "\u00e9dgemart:x", "x".repeat(6_000)])(
    "attacks 29, 30: Basic with %.20j",
    async (credential) => {
      const basic = Buffer.from(credential, "latin1").toString("base64");
      const answer = await probe(
        api("/api/auth/login", {
          headers: { authorization: `Basic ${basic}` },
          json: { email: "a@example.com", password: "x" },
        }),
      );
      expect([answer.status, answer.code]).toEqual([401, "service_auth_required"]);
      expect(answer.headers.get("www-authenticate")).toBe('Basic realm="auth", charset="UTF-8"');
    },
  );

  test("attack 36: an access token as refresh token, and the reverse", async () => {
    const { accessToken, refreshToken } = await newMember();
    const answer = await probe(asServer("/api/auth/refresh", { refreshToken: accessToken }));
    expect([answer.status, answer.code]).toEqual([401, "refresh_invalid"]);
    expect(await withToken(refreshToken)).toEqual(INVALID);
  });
});
