import { ConfigError } from "@edgemart/worker-kit/config";
import { describe, expect, test } from "vitest";
import { readWebConfig } from "./env.ts";

const legal = ["COMPANY", "CEO", "BUSINESS_NUMBER", "MAIL_ORDER_NUMBER", "ADDRESS", "PHONE"];
const env = (more: object = {}) => ({
  ENVIRONMENT: "production",
  SHOP_ORIGIN: "https://shop.example",
  NEXT_PUBLIC_CDN_DOMAIN: "https://img.shop.example",
  PAYMENT_PAGE_ORIGIN: "http://localhost:54332",
  OIDC_ORIGIN: "",
  AUTH_BASIC_KEY: "c2VydmljZTprZXktb2YtdGhlLXNob3A=",
  PAGE_FRESH_SECONDS: "60",
  PAGE_STALE_SECONDS: "600",
  PAGE_STALE_IF_ERROR_SECONDS: "86400",
  SHOP_LEGAL_DEMO: "true",
  ...Object.fromEntries(
    [...legal, "EMAIL", "HOSTING", "PRIVACY_OFFICER"].map((name) => [`SHOP_LEGAL_${name}`, "x"]),
  ),
  GATEWAY: { fetch: async () => new Response() },
  ...more,
});

describe("auth 71: cookies without their prefix", () => {
  test("are off unless asked for", () => {
    expect(readWebConfig(env()).COOKIES_WITHOUT_PREFIX).toBe(false);
  });
  test("can be had on a laptop", () => {
    const local = env({ ENVIRONMENT: "local", COOKIES_WITHOUT_PREFIX: "true" });
    expect(readWebConfig(local).COOKIES_WITHOUT_PREFIX).toBe(true);
  });
  test.each(["staging", "production"])("stop the storefront in %s", (ENVIRONMENT) => {
    const wrong = env({ ENVIRONMENT, COOKIES_WITHOUT_PREFIX: "true" });
    expect(() => readWebConfig(wrong)).toThrow(ConfigError);
    expect(() => readWebConfig(wrong)).toThrow("COOKIES_WITHOUT_PREFIX");
  });
});
