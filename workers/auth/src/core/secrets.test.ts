/** The secrets auth reads: a weak, malformed or half-configured one is refused, whatever else is right. */
import { describe, expect, test } from "vitest";
import { KeyRingVar, ServiceKeyVar, SigningKeyVar } from "./secrets.ts";

/** Bytes with more than four values among them, as base64url. */
const key = (bytes = 32, values = 5) =>
  Buffer.from(Array.from({ length: bytes }, (_, at) => at % values)).toString("base64url");

describe("a key ring", () => {
  const ring = (keys: object, current = "k1") => JSON.stringify({ current, keys });
  const takes = (text: string) => KeyRingVar.safeParse(text).success;

  test("is its keys by id, as bytes, and which one makes new values", () => {
    const parsed = KeyRingVar.parse(ring({ k1: key(), k2: key(48) }, "k2"));
    expect(parsed.current).toBe("k2");
    expect([...parsed.keys].map(([kid, bytes]) => [kid, Buffer.from(bytes).length])).toEqual([
      ["k1", 32],
      ["k2", 48],
    ]);
    expect(Buffer.from(parsed.keys.get("k1") ?? []).toString("base64url")).toBe(key());
  });

  test("holds one to eight keys, and the current one", () => {
    const keys = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, key()]));
    expect([1, 8].map((count) => takes(ring(keys(count), "k0")))).toEqual([true, true]);
    expect([takes(ring({})), takes(ring(keys(9), "k0"))]).toEqual([false, false]);
    expect([takes(ring(keys(2), "k2")), takes(ring(keys(2), "toString"))]).toEqual([false, false]);
  });

  test("of 31 bytes, of four values of byte, or of no base64url is weak", () => {
    expect(
      [key(31), key(32, 4), "?".repeat(43), ""].map((one) => takes(ring({ k1: one }))),
    ).toEqual(Array(4).fill(false));
    expect(takes(ring({ k1: key(32, 5) }))).toBe(true);
  });

  test.each(["", "k1", "[]", "null", '{"current":"k1"}', `{"keys":{"k1":"${key()}"}}`])(
    "%s is none",
    (text) => expect(takes(text)).toBe(false),
  );

  test.each(["", "k 1", "k".repeat(17), "k1\n"])("a key named %j is none", (kid) => {
    expect(takes(ring({ [kid]: key() }, kid))).toBe(false);
    expect(takes(ring({ ["k".repeat(16)]: key() }, "k".repeat(16)))).toBe(true);
  });
});

describe("a service key", () => {
  const written = (text: string) => Buffer.from(text).toString("base64");
  const takes = (text: string) => ServiceKeyVar.safeParse(text).success;

  test("is base64 of edgemart and a strong secret, as curl writes it", () => {
    const sizes = [32, 33, 34, 48].map((bytes) => takes(written(`edgemart:${key(bytes)}`)));
    expect(sizes).toEqual([true, true, true, true]);
  });

  test.each([
    ["another user", `shop:${key()}`],
    ["a user before", `x-edgemart:${key()}`],
    ["no user", key()],
    ["a weak secret", `edgemart:${key(31)}`],
    ["a secret of one value", `edgemart:${"A".repeat(43)}`],
    ["a colon in it", `edgemart:${key()}:x`],
    ["a line after it", `edgemart:${key()}\n`],
    ["nothing", ""],
  ])("with %s is none", (_what, text) => expect(takes(written(text))).toBe(false));

  test("is written completely, in base64 alone", () => {
    const good = written(`edgemart:${key(34)}`);
    const others = [good.slice(0, -1), `${good}=`, ` ${good}`, `${good}\n`, `Basic ${good}`];
    expect([...others, good.replace(/.$/, "!"), `${good}====`].map(takes)).toEqual(
      Array(7).fill(false),
    );
  });
});

describe("the signing key", () => {
  const jwk = { kty: "OKP", crv: "Ed25519", kid: "k1", use: "sig", alg: "EdDSA" };
  const whole = { ...jwk, x: "x".repeat(43), d: "d".repeat(43) };
  const takes = (change: object) =>
    SigningKeyVar.safeParse(JSON.stringify({ ...whole, ...change })).success;

  test("is a private Ed25519 key for signatures, with a name", () => {
    expect(SigningKeyVar.parse(JSON.stringify(whole))).toEqual(whole);
    for (const [name, other] of [
      ...[
        ["kty", "EC"],
        ["crv", "X25519"],
        ["use", "enc"],
        ["alg", "ES256"],
      ],
      ...[
        ["kid", ""],
        ["kid", "k".repeat(65)],
        ["x", "x".repeat(42)],
        ["d", "d".repeat(44)],
        ["extra", "x"],
      ],
    ] as [string, string][]) {
      expect([name, takes({ [name]: other })]).toEqual([name, false]);
    }
    expect(SigningKeyVar.safeParse("not json").success).toBe(false);
  });
});
