/** Laws of the environment: weak, missing or contradictory values stop the Worker. */
import { ConfigError } from "@edgemart/worker-kit/config";
import { describe, expect, test } from "vitest";
import { makeSecrets } from "../../../tools/keys.ts";
import { standInRow } from "../../../tools/local/oidc/row.ts";
import { GOOGLE_ROW, testEnv } from "../test/fakes.ts";
import { readAuthConfig } from "./env.ts";

const basic = (text: string) => Buffer.from(text).toString("base64");
const other = makeSecrets();
const withOther = (name: string, change: object) =>
  JSON.stringify({ ...JSON.parse(String(other[name])), ...change });
const strong = other.IDEMPOTENCY_SECRET;

test("a fresh set of secrets is a complete environment", () => {
  expect(() => readAuthConfig(testEnv())).not.toThrow();
});

describe("auth 8, 39, attack 30: refuses to serve", () => {
  test.each([
    ["AUTH_BASIC_KEY", undefined],
    ["AUTH_BASIC_KEY", ""],
    ["AUTH_BASIC_KEY", basic(":")],
    ["AUTH_BASIC_KEY", basic("edgemart:")],
    ["AUTH_BASIC_KEY", basic("edgemart:short")],
    ["AUTH_BASIC_KEY", basic(`edgemart:${"A".repeat(43)}`)],
    ["AUTH_BASIC_KEY", strong],
    ["AUTH_BASIC_KEY_NEXT", ""],
    ["AUTH_SIGNING_KEY", undefined],
    ["AUTH_SIGNING_KEY", "{"],
    ["AUTH_SIGNING_KEY", other.AUTH_SIGNING_KEY],
    ["AUTH_JWKS", '{"keys":[]}'],
    ["AUTH_JWKS", other.AUTH_JWKS],
    ["AUTH_PEPPERS", JSON.stringify({ current: "k2", keys: { k1: strong } })],
    ["AUTH_PEPPERS", JSON.stringify({ current: "k1", keys: { k1: "c2hvcnQ" } })],
    ["AUTH_REFRESH_SECRETS", JSON.stringify({ current: "k1", keys: {} })],
    ["AUTH_REFRESH_SECRETS", strong],
    ["ACCESS_TTL_SECONDS", 3600],
    ["MEMBER_CREDENTIALS", undefined],
    ["UPSTASH_REDIS_REST_TOKEN", ""],
  ])("%s = %s", (name, value) => {
    const env = testEnv({ [name]: value });
    expect(() => readAuthConfig(env)).toThrow(ConfigError);
  });

  test("identity 56.53: a stand-in of Google, or any http issuer, outside a laptop", () => {
    const local = standInRow("http://localhost:54333");
    const away = JSON.stringify({ ...GOOGLE_ROW, issuers: ["http://accounts.example"] });
    for (const OIDC_GOOGLE of [local, away]) {
      const env = testEnv({ ENVIRONMENT: "staging", OIDC_GOOGLE });
      expect(() => readAuthConfig(env)).toThrow(/OIDC_GOOGLE/);
    }
    expect(() => readAuthConfig(testEnv({ OIDC_GOOGLE: local }))).not.toThrow();
  });

  test("a private half that is not the public half's", () => {
    const { d } = JSON.parse(String(makeSecrets().AUTH_SIGNING_KEY)) as { d: string };
    const env = testEnv({
      AUTH_JWKS: other.AUTH_JWKS,
      AUTH_SIGNING_KEY: withOther("AUTH_SIGNING_KEY", { d }),
    });
    expect(() => readAuthConfig(env)).toThrow(/do not belong together/);
  });

  test("a published private key", () => {
    const env = testEnv({
      AUTH_JWKS: JSON.stringify({ keys: [JSON.parse(String(other.AUTH_SIGNING_KEY))] }),
    });
    expect(() => readAuthConfig(env)).toThrow(ConfigError);
  });

  test("three service keys at once", () => {
    const [a, b] = [makeSecrets().AUTH_BASIC_KEY, makeSecrets().AUTH_BASIC_KEY];
    const env = testEnv({ AUTH_BASIC_KEY_NEXT: a, AUTH_BASIC_KEY_PREVIOUS: b });
    expect(() => readAuthConfig(env)).toThrow(/at most two/);
  });

  test("a cheap hash outside a local system", () => {
    expect(() => readAuthConfig(testEnv({ ENVIRONMENT: "staging" }))).toThrow(/BCRYPT_COST/);
  });

  test("and says which name, never which value", () => {
    try {
      readAuthConfig(testEnv({ AUTH_BASIC_KEY: "hunter2hunter2" }));
      expect.unreachable();
    } catch (thrown) {
      expect(String(thrown)).toMatch(/AUTH_BASIC_KEY/);
      expect(String(thrown)).not.toContain("hunter2");
    }
  });
});
