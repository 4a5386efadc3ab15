import { describe, expect, test } from "vitest";
import { sharedPage } from "./page-key.ts";

const HOME = "https://shop.example";
const ask = (path: string, headers: Record<string, string> = {}) =>
  sharedPage(new Request(HOME + path, { headers }), new URL(HOME + path), HOME, "id-1");

describe("auth 69, attack 82, storefront 17: what a shared page may depend on", () => {
  test("no cookie, credential or forwarded host reaches what renders it", () => {
    const shared = ask("/ko", {
      cookie: "__Host-Http-at=secret",
      authorization: "Bearer secret",
      "x-forwarded-host": "evil.example",
      "x-host": "evil.example",
      origin: "https://evil.example",
      "cf-connecting-ip": "203.0.113.7",
    });
    expect(Object.fromEntries(shared?.request().headers ?? [])).toEqual({
      accept: "text/html",
      "cf-connecting-ip": "203.0.113.7",
      "user-agent": "edgemart-shared-page",
      "x-request-id": "id-1",
    });
  });
  test("cookies, unknown parameters and their order do not change the key", () => {
    const plain = ask("/ko/products?q=mug&page=2")?.key;
    expect(ask("/ko/products?page=2&utm_source=x&q=mug", { cookie: "a=1" })?.key).toBe(plain);
    expect(ask("/ko?anything=1")?.key).toBe(ask("/ko")?.key);
  });
  test("language, path, listing parameters and the router's variant do", () => {
    const keys = [
      ask("/ko"),
      ask("/en"),
      ask("/ko", { rsc: "1" }),
      ask("/ko/products"),
      ask("/ko/products?q=mug"),
      ask("/ko/products?category=mug"),
      ask("/ko/products/mug"),
    ].map((shared) => shared?.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).not.toContain(undefined);
  });
  test.each<[string, Record<string, string>]>([
    ["next-url", { "next-url": "/ko/a" }],
    ["next-router-state-tree", { "next-router-state-tree": "%5B%22%22%5D" }],
    ["a broken state tree", { "next-router-state-tree": "nonsense" }],
    ["next-router-segment-prefetch", { "next-router-segment-prefetch": "/_tree" }],
    ["next-hmr-refresh", { "next-hmr-refresh": "1" }],
    ["next-action", { "next-action": "0".repeat(42) }],
    ["x-nextjs-data", { "x-nextjs-data": "1" }],
    ["a wrong rsc", { rsc: "yes" }],
    ["a prefetch without rsc", { "next-router-prefetch": "1" }],
    ["another host", { host: "evil.example", "x-forwarded-host": "evil.example" }],
    ["a language", { "accept-language": "fr" }],
    ["a program", { "user-agent": "x", accept: "image/png" }],
    ["a range", { range: "bytes=0-1" }],
  ])("row 7: %s splits no key and reaches no page", (_name, headers) => {
    const document = ask("/ko");
    expect(ask("/ko", headers)?.key).toBe(document?.key);
    expect([...(ask("/ko", headers)?.request().headers ?? [])]).toEqual([
      ...(document?.request().headers ?? []),
    ]);
    const payload = ask("/ko", { rsc: "1" });
    expect(
      ask("/ko", { rsc: "1", ...(headers.rsc ? {} : headers), "next-router-prefetch": "9" })?.key,
    ).toBe(payload?.key);
  });
  test("row 7: the host a caller writes changes neither key nor page", () => {
    const other = "http://evil.example/ko?x=1";
    const shared = sharedPage(new Request(other), new URL(other), HOME, "id-1");
    expect([shared?.key, shared?.request().url]).toEqual([ask("/ko")?.key, `${HOME}/ko`]);
  });
  test("row 7: a page has three forms, and no more", () => {
    const forms = ["0", "1", "2", ""].flatMap((rsc) =>
      ["0", "1", "2", ""].map((ahead) => ask("/ko", { rsc, "next-router-prefetch": ahead })?.key),
    );
    expect(new Set(forms).size).toBe(3);
  });
  test("row 7: a parameter written twice is one, and the order says nothing", () => {
    const plain = ask("/ko/products?brand=a&q=mug&page=2")?.key;
    expect(ask("/ko/products?page=2&page=3&q=mug&q=cup&brand=a&brand=a")?.key).toBe(plain);
  });
  test("unknown parameters do not reach the page", () => {
    expect(ask("/ko/products?q=mug&evil=1&_rsc=ab")?.request().url).toBe(
      `${HOME}/ko/products?q=mug`,
    );
  });
  test("equal listings share a page however their form wrote them, and a product keeps the variant it names", () => {
    const plain = ask("/ko/products?brand=a,b&price=1000-")?.key;
    expect(ask("/ko/products?max=&min=1000&brand=b&brand=a&evil=1")?.key).toBe(plain);
    expect(ask("/ko/products?page=1e9&sort=evil&category=..%2Fx")?.key).toBe(
      ask("/ko/products")?.key,
    );
    expect(ask("/ko/products/mug?v=A-1")?.key).not.toBe(ask("/ko/products/mug")?.key);
    expect(ask("/ko/products/mug?v=%3Cscript%3E&notice=x&utm=1")?.key).toBe(
      ask("/ko/products/mug")?.key,
    );
    expect(ask("/en/terms?x=1")?.key).toBe(ask("/en/terms")?.key);
  });
  test.each([
    "/ko/login",
    "/ko/cart",
    "/ko/account",
    "/api/me",
    "/ko/products/a/b",
    "/ko/products/A",
    "/fr",
    "/ko/",
    "/ko/account/x.css",
  ])("attack 81: %s is never shared", (path) => {
    expect(ask(path)).toBeNull();
  });
  test("nothing unsafe is shared", () => {
    expect(
      sharedPage(
        new Request(`${HOME}/ko`, { method: "POST" }),
        new URL(`${HOME}/ko`),
        HOME,
        "id-1",
      ),
    ).toBeNull();
  });
});
