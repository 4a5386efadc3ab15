import { describe, expect, test } from "vitest";
import { HOST, isWellAddressed, pathOf } from "./request-target.ts";

describe("a host", () => {
  test.each([
    "a",
    "shop.example",
    "shop.example:8000",
    "127.0.0.1:1",
    "[::1]",
    "[::1]:65535",
    "a_b~c-d",
    "a:",
  ])("%s is one", (host) => expect(HOST.test(host)).toBe(true));

  test.each([
    "",
    " a",
    "a b",
    "a/b",
    "a?b",
    "a#b",
    "a@b",
    "a:123456",
    "a:x",
    "a,b",
    "[::1",
    "::1]",
    "[g]",
    "a\n",
    "x[::1]",
  ])("%j is none", (host) => expect(HOST.test(host)).toBe(false));
});

test("a request without a Host header, or with one host, is well addressed; with two it is not", () => {
  const request = (host?: string) =>
    ({ url: "http://a/", headers: new Headers(host === undefined ? {} : { host }) }) as Request;
  expect(isWellAddressed(request())).toBe(true);
  expect(isWellAddressed(request("a"))).toBe(true);
  expect(isWellAddressed(request("a, b"))).toBe(false);
  expect(
    isWellAddressed({ ...request("a"), url: "http://:x", headers: new Headers() } as Request),
  ).toBe(false);
});

test.each([
  ["http://a", "/"],
  ["http://a/", "/"],
  ["http://a/b/c", "/b/c"],
  ["http://a/b?c=/d?e", "/b"],
  ["http://a/?", "/"],
  ["http://a/%2e//x", "/%2e//x"],
])("the path of %s is %s, undecoded", (url, path) => {
  expect(pathOf(url)).toBe(path);
});
