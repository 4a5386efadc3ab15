import { verifyAccessToken } from "@edgemart/worker-kit/identity";
import { JwksVar } from "@edgemart/worker-kit/jwks";
import { CompactEncrypt, FlattenedSign, generateKeyPair, SignJWT } from "jose";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import {
  AUDIENCE,
  base64url,
  ISSUER,
  KID,
  type Minter,
  makeMinter,
  standardClaims,
} from "./tokens.ts";

const NOW = Math.floor(Date.now() / 1000);
let minter: Minter;
let other: Minter;

beforeAll(async () => {
  minter = await makeMinter();
  other = await makeMinter();
});
afterEach(() => vi.restoreAllMocks());

function verify(token: string, now = NOW) {
  const trust = {
    AUTH_JWKS: JwksVar.parse(minter.jwks),
    AUTH_ISSUER: ISSUER,
    AUTH_AUDIENCE: AUDIENCE,
  };
  return verifyAccessToken(token, trust, now);
}
const claims = (change: Record<string, unknown>) =>
  minter.mint({ ...standardClaims(NOW), ...change });
const refused = async (token: string, now?: number) =>
  expect((await verify(token, now)).ok).toBe(false);

const text = base64url;
const signed = (header: unknown, payload: string) =>
  minter.signText(typeof header === "string" ? header : JSON.stringify(header), payload);
const HEADER = { alg: "EdDSA", typ: "at+jwt", kid: KID };
const payload = (change: Record<string, unknown> = {}) =>
  JSON.stringify({ ...standardClaims(NOW), ...change });

describe("gateway 38, auth 33: a right token", () => {
  test("names its member, and is good from nbf to exp", async () => {
    const token = await claims({ sub: "mem_01k9z3v5e8f0r9t2m4w6y8a1bc" });
    const seen = await verify(token);
    expect(seen.ok && seen.identity.memberId).toBe("mem_01k9z3v5e8f0r9t2m4w6y8a1bc");
    expect((await verify(await signed(HEADER, payload()))).ok).toBe(true);
  });
});

describe("gateway 38, attacks 1, 2, 3: another algorithm", () => {
  test.each(["none", "None", "nOnE", ""])("attack 1: alg %s", async (alg) => {
    await refused(`${text(JSON.stringify({ ...HEADER, alg }))}.${text(payload())}.`);
    await refused(await signed({ ...HEADER, alg }, payload()));
  });

  test("attack 2: HS256 under what the public key looks like", async () => {
    const { x = "" } = minter.publicJwk;
    for (const secret of [x, JSON.stringify(minter.publicJwk), Buffer.from(x, "base64url")]) {
      const key = typeof secret === "string" ? Buffer.from(secret) : secret;
      const token = await new SignJWT(standardClaims(NOW))
        .setProtectedHeader({ ...HEADER, alg: "HS256" })
        .sign(Uint8Array.from(key));
      await refused(token);
    }
  });

  test.each(["ES256", "RS256"])("attack 3: %s under our kid", async (alg) => {
    const { privateKey } = await generateKeyPair(alg);
    await refused(
      await new SignJWT(standardClaims(NOW))
        .setProtectedHeader({ ...HEADER, alg })
        .sign(privateKey),
    );
  });

  test.each(["Ed448", "ES256", "Ed25519", "eddsa"])(
    "attack 3: a right signature called %s",
    async (alg) => {
      await refused(await signed({ ...HEADER, alg }, payload()));
    },
  );
});

describe("attacks 4 to 7, gateway 40: keys", () => {
  test("attack 4: a key brought along, or an address of one, is refused and never fetched", async () => {
    const fetching = vi.spyOn(globalThis, "fetch");
    const evil = "https://evil.example/keys";
    const brought = { jwk: other.publicJwk, jku: evil, x5u: evil, x5c: ["AAAA"], x5t: "AAAA" };
    for (const [name, value] of Object.entries(brought)) {
      await refused(await other.mint({}, { [name]: value }));
      await refused(await signed({ ...HEADER, [name]: value }, payload()));
    }
    expect(fetching).not.toHaveBeenCalled();
  });

  test.each([
    ...["../../etc/passwd", "' OR 1=1--", "__proto__", "constructor", "k".repeat(10_240), ""],
    ...[1, ["test-key-1"], { a: 1 }, null, true, undefined],
  ])("attacks 5, 6: kid %j is refused, nothing is fetched, nothing breaks", async (kid) => {
    const fetching = vi.spyOn(globalThis, "fetch");
    await refused(await signed({ ...HEADER, kid }, payload()));
    expect(fetching).not.toHaveBeenCalled();
  });

  test("attack 7: 200 random kids ask nobody", async () => {
    const fetching = vi.spyOn(globalThis, "fetch");
    for (let count = 0; count < 200; count++) {
      await refused(await other.mint({}, { kid: crypto.randomUUID() }));
    }
    expect(fetching).not.toHaveBeenCalled();
  });

  test("attack 24: a token of another environment's key under our kid", async () => {
    await refused(await other.mint());
  });
});

describe("gateway 38, attacks 8 to 11: time", () => {
  test("attack 8: 4 s past exp is good, 6 s past is expired", async () => {
    const token = await claims({ exp: NOW });
    expect((await verify(token, NOW + 4)).ok).toBe(true);
    expect(await verify(token, NOW + 6)).toMatchObject({ ok: false, expired: true });
  });

  test.each([undefined, "9999999999", null, -1, true, [9999999999]])(
    "attack 9: exp %j",
    async (exp) => refused(await signed(HEADER, payload({ exp }))),
  );

  test("attack 9: exp 1e400", async () => {
    const token = await signed(HEADER, payload({ exp: 1 }).replace('"exp":1', '"exp":1e400'));
    await refused(token);
  });

  test.each(["nbf", "iat"])("attack 10: %s 60 s ahead", async (name) => {
    await refused(await claims({ [name]: NOW + 60 }));
  });

  test("attack 11: a token that says it lives ten years is refused at once", async () => {
    await refused(await claims({ exp: NOW + 315_360_000 }));
    await refused(await claims({ exp: NOW + 311 }));
  });
});

describe("gateway 38, attacks 12 to 15, 22: claims and header", () => {
  test.each([
    ["iss", "https://evil.example"],
    ["iss", `${ISSUER}/`],
    ["iss", [ISSUER]],
    ["iss", undefined],
    ["aud", "other"],
    ["aud", ["other", AUDIENCE]],
    ["aud", [AUDIENCE]],
    ["aud", undefined],
    ["role", "ADMIN"],
    ["role", ["admin"]],
    ["role", { $ne: null }],
    ["role", "admin\u0000"],
    ["role", undefined],
    ["sub", "mem_1' OR 1=1--"],
    ["sub", ["mem_01k9z3v5e8f0r9t2m4w6y8a1bc"]],
    ["sub", undefined],
    ["sid", "ses_"],
    ["sid", undefined],
    ["jti", undefined],
    ["jti", "j".repeat(65)],
    ["ver", 2],
    ["ver", "1"],
    ["ver", undefined],
    ["nbf", undefined],
    ["iat", undefined],
    ["amr", "pwd"],
  ])("attacks 12, 13, 22: %s %j", async (name, value) => {
    await refused(await signed(HEADER, payload({ [name]: value })));
  });

  test.each(["JWT", "refresh+jwt", "jwt", "", undefined])("attack 14: typ %j", async (typ) => {
    await refused(await signed({ ...HEADER, typ }, payload()));
  });

  test.each([
    { crit: ["b64"], b64: false },
    { b64: false },
    { zip: "DEF" },
    { crit: [] },
    { cty: "JWT" },
  ])("attack 15: %j", async (extra) => refused(await signed({ ...HEADER, ...extra }, payload())));
});

describe("attacks 16 to 21: form", () => {
  test("attack 16: no compact JWS of three segments", async () => {
    const token = await minter.mint();
    const [head = "", body = "", signature = ""] = token.split(".");
    const flattened = await new FlattenedSign(Buffer.from(payload()))
      .setProtectedHeader(HEADER)
      .sign(minter.privateKey);
    const jwe = await new CompactEncrypt(Buffer.from(payload()))
      .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
      .encrypt(new Uint8Array(32));
    const forms = [
      "",
      ".",
      "..",
      head,
      `${head}.${body}`,
      `${token}.${signature}`,
      `${token}..`,
      `.${token}`,
    ];
    for (const form of [...forms, jwe, JSON.stringify(flattened)]) await refused(form);
  });

  test("attack 17: one flipped bit anywhere is noticed", async () => {
    const token = await minter.mint();
    const parts = token.split(".").map((part) => Buffer.from(part, "base64url"));
    for (const [index, part] of parts.entries()) {
      for (let at = 0; at < part.length; at++) {
        const changed = Buffer.from(part);
        changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
        await refused(
          parts
            .with(index, changed)
            .map((each) => each.toString("base64url"))
            .join("."),
        );
      }
    }
  });

  test("attacks 18, 19: no second spelling of a good token is good", async () => {
    const token = await minter.mint();
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (const sign of alphabet) {
      if (sign !== token.at(-1)) await refused(token.slice(0, -1) + sign);
    }
    const dot = token.indexOf(".");
    for (const spelt of [
      ...[
        `${token}=`,
        `${token}==`,
        ` ${token}`,
        `${token} `,
        `${token}\n`,
        token.replace(".", ". "),
      ],
      ...[`${token.slice(0, dot)}=${token.slice(dot)}`, `${token.slice(0, 5)}\n${token.slice(5)}`],
    ]) {
      await refused(spelt);
    }
  });

  test("attack 20: a payload that is not one plain object", async () => {
    const good = payload();
    const texts = [
      good.replace('"role":"member"', '"role":"member","role":"admin"'),
      good.replace('"role"', '"\\u0072ole":"admin","role"'),
      `[${good}]`,
      "null",
      '"text"',
      "",
      `${good.slice(0, -1)},"__proto__":{"role":"admin"}}`,
      `${good.slice(0, -1)},"deep":${"[".repeat(1_000)}${"]".repeat(1_000)}}`,
      `${good}x`,
    ];
    for (const one of texts) await refused(await signed(HEADER, one));
    const twice = '{"alg":"EdDSA","alg":"EdDSA","typ":"at+jwt","kid":"test-key-1"}';
    await refused(await signed(twice, good));
  });

  test.each([5_000, 100_000])(
    "attack 21: a token of %i bytes costs no cryptography",
    async (size) => {
      const [head, , signature] = (await minter.mint()).split(".");
      const checking = vi.spyOn(crypto.subtle, "verify");
      await refused(`${head}.${"A".repeat(size)}.${signature}`);
      expect(checking).not.toHaveBeenCalled();
    },
  );
});

describe("auth 38: the set", () => {
  test("a private member, another curve, no key or nine keys is refused whole", () => {
    const key = minter.publicJwk;
    const sets = [
      { keys: [{ ...key, d: "AAAA" }] },
      { keys: [{ ...key, crv: "Ed448" }] },
      { keys: [{ ...key, use: "enc" }] },
      { keys: [] },
      { keys: Array(9).fill(key) },
      { keys: [key], more: 1 },
      [],
    ];
    for (const set of sets) expect(JwksVar.safeParse(JSON.stringify(set)).success).toBe(false);
    expect(JwksVar.safeParse("not json").success).toBe(false);
    expect(JwksVar.safeParse(minter.jwks).success).toBe(true);
  });
});
