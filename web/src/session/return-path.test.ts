import { describe, expect, test } from "vitest";
import { safeReturnPath } from "./return-path.ts";

describe("auth attack 88: where to return to", () => {
  test.each([
    "/ko",
    "/ko/products/moon-jar",
    "/en/products?q=mug&page=2",
    "/ko/products?q=%EB%A8%B8%EA%B7%B8#top",
  ])("a path of the shop stays: %s", (path) => {
    expect(safeReturnPath(path, "/x")).toBe(path);
  });
  test.each([
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://evil.example/ko",
    "javascript:alert(1)",
    "%2f%2fevil.example",
    "/%2f%2fevil.example",
    "/%5cevil.example",
    "/.//evil.example",
    "/ko/..//evil.example",
    "/%2e%2e//evil.example",
    "/\tevil",
    "/ko\r\nset-cookie: x=1",
    "/%0d%0aset-cookie: x",
    " /ko",
    "@evil.example",
    "//user@evil.example",
    "ko",
    "",
    `/${"a".repeat(2000)}`,
  ])("anything else falls back: %j", (path) => {
    expect(safeReturnPath(path, "/fallback")).toBe("/fallback");
  });
  test("nobody is sent back to a form or an action", () => {
    for (const path of [
      "/ko/login",
      "/en/register?return=/ko",
      "/api/session/logout",
      "/_next/x",
    ]) {
      expect(safeReturnPath(path, "/ko")).toBe("/ko");
    }
  });
  test("a fallback is given for nothing at all", () => {
    expect(safeReturnPath(null, "/ko")).toBe("/ko");
    expect(safeReturnPath(undefined, "/ko")).toBe("/ko");
  });
});

describe("storefront B17: the language chosen stays", () => {
  test.each([
    ["/ko/cart", "/en/cart"],
    ["/en/cart", "/en/cart"],
    ["/ko", "/en"],
    ["/ko?x=/ko/y", "/en?x=/ko/y"],
    ["/ko/products?q=ko#ko", "/en/products?q=ko#ko"],
    ["/korea", "/korea"],
    ["/kobalt/x", "/kobalt/x"],
    ["/ko/account/addresses/new?country=US", "/en/account/addresses/new?country=US"],
    ["/KO/cart", "/en/cart"],
    ["/Ko?x=1", "/en?x=1"],
    ["/ko/login", "/x"],
    ["/KO/login?return=/ko", "/x"],
    ["/API/session/logout", "/x"],
    ["//evil.example/ko", "/x"],
  ])("%s, asked on an English page, leads to %s", (asked, path) => {
    expect(safeReturnPath(asked, "/x", "en")).toBe(path);
  });
});
