/** The secrets auth reads: a weak, malformed or half-configured one is refused, whatever else is right. */
import { describe, expect, test } from "vitest";
import { ServiceKeyVar, SigningKeyVar } from "./secrets.ts";

/** Bytes with more than four values among them, as base64url. */
const key = (bytes = 32, values = 5) =>
  Buffer.from(Array.from({ length: bytes }, (_, at) => at % values)).toString("base64url");

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
