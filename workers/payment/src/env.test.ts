/** Which configurations are refused. */
import { tokenSigner } from "@edgemart/testkit/token-signer";
import { describe, expect, test } from "vitest";
import { readPaymentConfig } from "./env.ts";

const signer = await tokenSigner();
const local = {
  ...signer.vars,
  DATABASE_URL: "postgres://edgemart_payment:x@127.0.0.1:1/edgemart",
  PAYMENT_GATEWAY: "simulator",
  PAYMENT_GATEWAY_URL: "http://127.0.0.1:54332/",
  PAYMENT_SECRET_KEY: "test_sk_x",
  PAYMENT_SEAL_SECRET: "s".repeat(43),
  SHOP_ORIGIN: "http://localhost:3000",
  MEMBER_LOOKUP: {},
};
const toss = { PAYMENT_GATEWAY: "toss", PAYMENT_GATEWAY_URL: "https://api.tosspayments.com" };
const production = {
  ...local,
  ...toss,
  ENVIRONMENT: "production",
  PAYMENT_SECRET_KEY: "live_sk_x",
};

describe("payments 18, 20: a configuration", () => {
  test("of the stand-in, of Toss with a test key, of production with a live one", () => {
    expect(readPaymentConfig({ ...local }).PAYMENT_GATEWAY_URL).toBe("http://127.0.0.1:54332");
    expect(readPaymentConfig({ ...local, ...toss }).PAYMENT_GATEWAY).toBe("toss");
    expect(readPaymentConfig({ ...production }).PAYMENT_GATEWAY).toBe("toss");
    expect(
      readPaymentConfig({ ...local, ENVIRONMENT: "staging", PAYMENT_GATEWAY: "none" }).SAGA_PACE,
    ).toBe(1);
  });

  test.each([
    ["the stand-in outside local", { ...local, ENVIRONMENT: "staging" }, "PAYMENT_GATEWAY"],
    ["no gateway in production", { ...production, PAYMENT_GATEWAY: "none" }, "PAYMENT_GATEWAY"],
    [
      "a live key outside production",
      { ...local, ...toss, PAYMENT_SECRET_KEY: "live_sk_x" },
      "PAYMENT_SECRET_KEY",
    ],
    [
      "a test key in production",
      { ...production, PAYMENT_SECRET_KEY: "test_sk_x" },
      "PAYMENT_SECRET_KEY",
    ],
    [
      "an error of the test environment with a live key",
      { ...production, PAYMENT_TEST_CODE: "REJECT_CARD_PAYMENT" },
      "PAYMENT_TEST_CODE",
    ],
    [
      "an error that is none",
      { ...local, PAYMENT_TEST_CODE: "a\r\nheader: x" },
      "PAYMENT_TEST_CODE",
    ],
    ["a key that is neither", { ...local, PAYMENT_SECRET_KEY: "sk_x" }, "PAYMENT_SECRET_KEY"],
    [
      "Toss without TLS",
      { ...local, ...toss, PAYMENT_GATEWAY_URL: "http://api.tosspayments.com" },
      "PAYMENT_GATEWAY_URL",
    ],
    ["a short secret", { ...local, PAYMENT_SEAL_SECRET: "short" }, "PAYMENT_SEAL_SECRET"],
    ["waits that are shortened", { ...production, SAGA_PACE: 10 }, "SAGA_PACE"],
    [
      "more than 15 seconds for the gateway",
      { ...local, PAYMENT_GATEWAY_MS: 15_001 },
      "PAYMENT_GATEWAY_MS",
    ],
  ])("with %s is refused, and no value is shown", (_name, env, key) => {
    expect(() => readPaymentConfig(env)).toThrow(key);
    expect(() => readPaymentConfig(env)).not.toThrow(/live_sk_x|test_sk_x/);
  });
});
