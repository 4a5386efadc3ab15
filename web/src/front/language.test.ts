import { describe, expect, test } from "vitest";
import { languagePath, preferredLocale, writtenLanguage } from "./language.ts";

describe("storefront 14: the language of an address without one", () => {
  test.each([
    [null, "ko"],
    ["", "ko"],
    ["en-GB,en;q=0.9,ko;q=0.8", "en"],
    ["fr,en;q=0.3,ko;q=0.6", "ko"],
    ["ko;q=0,en;q=0.1", "en"],
    ["de", "ko"],
    ["en;q=abc", "ko"],
  ])("Accept-Language %j gives %s", (header, locale) => {
    expect(preferredLocale(header)).toBe(locale);
  });
  test("a header of any length costs little and ends in the shop's own language", () => {
    expect(preferredLocale(`${"x,".repeat(5000)}en`)).toBe("ko");
  });
  test("pages get a prefix; pages that have one, calls and files do not", () => {
    expect(languagePath("/", "en")).toBe("/en");
    expect(languagePath("/products", "en")).toBe("/en/products");
    for (const path of ["/ko", "/en/x", "/api/me", "/_next/x", "/favicon.ico"]) {
      expect(languagePath(path, "en")).toBeNull();
    }
  });
  test("attack 88: a doubled slash cannot leave the shop", () => {
    expect(languagePath("//evil.example/x", "en")).toBe("/en/evil.example/x");
    expect(languagePath("//evil", "en")).toBe("/en/evil");
  });
});

describe("storefront B22: a language in other letters", () => {
  test.each([
    ["/KO", "/ko"],
    ["/Ko/products", "/ko/products"],
    ["/EN/", "/en/"],
    ["/eN/cart", "/en/cart"],
    ["/ko", null],
    ["/en/KO", null],
    ["/KOREA", null],
    ["/", null],
    ["//KO", null],
  ])("%s leads to %s", (path, wanted) => {
    expect(writtenLanguage(path)).toBe(wanted);
  });
});
