import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ConfigError, configReader } from "./config.ts";
import { JwksVar } from "./jwks.ts";

const key = (kid: string, sign = "A") => ({
  kty: "OKP",
  crv: "Ed25519",
  x: sign.repeat(43),
  kid,
  use: "sig",
  alg: "EdDSA",
});
const read = (keys: object[]) =>
  configReader(z.object({ AUTH_JWKS: JwksVar }))({ AUTH_JWKS: JSON.stringify({ keys }) });

describe("auth 32: the key set of a Worker", () => {
  test("has one key for each kid: a doubled one stops the Worker and is named, without the value", () => {
    expect(read([key("a"), key("b", "B")]).AUTH_JWKS.keys).toHaveLength(2);
    for (const keys of [
      [key("a"), key("a", "B")],
      [key("a"), key("a")],
      [key("a"), key("b"), key("c"), key("b", "B")],
    ]) {
      expect(() => read(keys)).toThrow(ConfigError);
      expect(() => read(keys)).toThrow(/^AUTH_JWKS\.keys: a kid is used twice/);
    }
  });

  test("kids differ by case, as a token names them", () => {
    expect(read([key("a"), key("A", "B")]).AUTH_JWKS.keys).toHaveLength(2);
  });
});
