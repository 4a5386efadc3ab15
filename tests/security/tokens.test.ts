/** Attacks 1–30 and 36 of specs/auth.md on tokens and credentials, through the gateway. */
import { createHmac, createPrivateKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { api, asServer, newMember, system } from "@edgemart/testkit/system";
import { decodeJwt, decodeProtectedHeader, SignJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { encode, forge, probe, withToken } from "./probe.ts";

const INVALID = [401, "token_invalid"];
const FULL = process.env.EDGEMART_FULL === "1";
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
/** Signs a payload as it is, with auth's real key. */
async function signedText(payload: string): Promise<string> {
  const jwk = JSON.parse(system().signingKey);
  const key = createPrivateKey({ key: { ...jwk, kty: "OKP" }, format: "jwk" });
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${sign(null, Buffer.from(input), key).toString("base64url")}`;
}
const withHeader = (head: unknown, signature = part(2)) =>
  `${encode(head)}.${part(1)}.${signature}`;

test("the token itself, and one forged with the real key and claims, are taken", async () => {
  expect((await withToken(token))[0]).toBe(200);
  expect((await withToken(await forge(claims)))[0]).toBe(200);
});

describe("algorithms and keys", () => {
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
  ])("attacks 5, 6: kid %j", async (kid) => {
    expect(await withToken(withHeader({ ...header, kid }))).toEqual(INVALID);
  });

  test("attack 7: a thousand random kids ask nobody, cost nobody else, and are all refused", async () => {
    const kids = Array.from({ length: 1_000 }, () => randomBytes(32).toString("base64url"));
    const answers = [];
    for (let at = 0; at < kids.length; at += 50) {
      const some = kids.slice(at, at + 50);
      answers.push(
        ...(await Promise.all(some.map((kid) => withToken(withHeader({ ...header, kid }))))),
      );
    }
    expect(answers.filter(([status]) => status !== 401)).toEqual([]);
    expect((await withToken(token))[0]).toBe(200);
  });

  test("attack 24: keys of another environment", async () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const signed = await new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
    expect(await withToken(signed)).toEqual(INVALID);
  });
});

describe("claims and headers with a valid signature", () => {
  test("attack 8: expired by more than the tolerance, and within it", async () => {
    const at = (exp: number) => forge({ ...claims, iat: exp - 300, nbf: exp - 300, exp });
    const second = Math.floor(Date.now() / 1000);
    expect(await withToken(await at(second - 7))).toEqual([401, "token_expired"]);
    expect((await withToken(await at(second - 2)))[0]).toBe(200);
  });

  test.each<[string, unknown]>([
    ["exp", undefined],
    ["exp", "9999999999"],
    ["exp", Number.MAX_SAFE_INTEGER],
    ["exp", null],
    ["exp", [9999999999]],
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

  test("attack 9: an exp before all time is past", async () => {
    for (const exp of [-1, 0, 1]) {
      expect(await withToken(await forge({ ...claims, exp }))).toEqual([401, "token_expired"]);
    }
  });

  test("attack 9: an exp that JSON reads as infinite", async () => {
    const signed = await signedText(JSON.stringify(claims).replace(/"exp":\d+/, '"exp":1e400'));
    expect(await withToken(signed)).toEqual(INVALID);
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

  test.each([{ typ: "JWT" }, { typ: undefined }, { typ: "rt+jwt" }, { typ: "id+jwt" }])(
    "attack 14: header %j",
    async (head) => {
      expect(await withToken(await forge(claims, head))).toEqual(INVALID);
    },
  );

  test.each(["mfa+jwt", "mfa_challenge", "reset+jwt"])(
    "attack 90: a challenge of type %s, signed by us, opens nothing",
    async (typ) => {
      expect(await withToken(await forge(claims, { typ }))).toEqual(INVALID);
    },
  );

  test.each([{ crit: ["b64"], b64: false }, { zip: "DEF" }])("attack 15: %j", async (head) => {
    expect(await withToken(withHeader({ ...header, ...head }))).toEqual(INVALID);
  });
});

describe("forms", () => {
  test("attack 16: 2, 4 and 5 segments", async () => {
    const forms = [`${part(0)}.${part(1)}`, `${token}.x`, `${token}.x.y`, "..", "a"];
    for (const form of forms) expect(await withToken(form)).toEqual(INVALID);
  });

  test("attack 16: JWE, JSON serialization and an empty credential", async () => {
    const [protectedHeader, payload, signature] = token.split(".");
    const jwe = encode({ alg: "dir", enc: "A256GCM", kid: header.kid });
    const forms = [
      `${jwe}..AAAAAAAAAAAAAAAA.${payload}.AAAAAAAAAAAAAAAAAAAAAA`,
      JSON.stringify({ payload, protected: protectedHeader, signature }),
      JSON.stringify({ payload, signatures: [{ protected: protectedHeader, signature }] }),
      encode({ payload, protected: protectedHeader, signature }),
      `${encode({ ...header, b64: false })}..${signature}`,
    ];
    for (const form of forms) {
      // A comma reads as two credentials.
      const refusal = form.includes(",") ? [400, "invalid_request"] : INVALID;
      expect(await withToken(form)).toEqual(refusal);
    }
    expect((await withToken(""))[0]).toBe(401);
  });

  test("attack 17: one changed character anywhere", async () => {
    for (let at = 0; at < token.length; at += 9) {
      if (token[at] === ".") continue;
      const other = token[at] === "A" ? "B" : "A";
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      expect(await withToken(changed)).toEqual(INVALID);
    }
  });

  test("attack 17: one bit flipped in any byte of header, payload and signature", async () => {
    const parts = token.split(".").map((text) => Buffer.from(text, "base64url"));
    const places = parts.flatMap((bytes, which) => [...bytes.keys()].map((at) => ({ which, at })));
    const chosen = FULL ? places : places.filter((_, n) => n % 7 === 0);
    for (const { at, which } of chosen) {
      const bent = parts.map((bytes) => Buffer.from(bytes));
      const byte = bent[which]?.[at] ?? 0;
      bent[which]?.writeUInt8(byte ^ (1 << (at % 8)), at);
      const spelt = bent.map((bytes) => bytes.toString("base64url")).join(".");
      expect(await withToken(spelt)).toEqual(INVALID);
    }
  });

  test("attack 19: an ended session's token is dead in every spelling", async () => {
    const { accessToken, refreshToken } = await newMember();
    expect((await asServer("/api/auth/logout", { refreshToken })).status).toBe(204);
    const end = { timeout: 10_000, interval: 500 };
    await expect.poll(() => withToken(accessToken), end).toEqual(INVALID);
    const last = accessToken.at(-1) ?? "";
    const neighbours = "AQgw".includes(last) ? "AQgw" : "BCDEFGHIJKLMNOP";
    const spelt = [
      ...[...neighbours].map((sign) => accessToken.slice(0, -1) + sign),
      `${accessToken}=`,
      `${accessToken}==`,
      accessToken.replace(".", ". "),
      `\t${accessToken}`,
      accessToken.replaceAll("-", "+").replaceAll("_", "/"),
      `${accessToken}.`,
    ];
    for (const form of spelt) expect((await withToken(form))[0]).toBe(401);
  });

  test("attack 18: other spellings of the same signature", async () => {
    for (const last of "ABCDEFGHIJKLMNOPabcdefghijklmnop0123456789-_") {
      if (token.endsWith(last)) continue;
      expect(await withToken(token.slice(0, -1) + last)).toEqual(INVALID);
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

describe("credentials in wrong places", () => {
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
