import { describe, expect, test } from "vitest";
import { isOwnRequest } from "./csrf.ts";

const SHOP = "https://shop.example";
const FORM = "application/x-www-form-urlencoded";

function post(headers: Record<string, string>): Request {
  return new Request(`${SHOP}/api/session/login`, {
    method: "POST",
    headers: { "content-type": FORM, ...headers },
    body: "a=1",
  });
}

describe("auth 73: unsafe requests", () => {
  test.each([
    ["same-origin by Fetch Metadata", { "sec-fetch-site": "same-origin" }],
    [
      "typed by the user as a navigation",
      { "sec-fetch-site": "none", "sec-fetch-mode": "navigate" },
    ],
    ["the shop's Origin without Fetch Metadata", { origin: SHOP }],
  ])("pass: %s", (_, headers) => {
    expect(isOwnRequest(post(headers), SHOP)).toBe(true);
  });
  test.each<[string, Record<string, string>]>([
    ["cross-site", { "sec-fetch-site": "cross-site", origin: SHOP }],
    ["same-site sibling", { "sec-fetch-site": "same-site", origin: SHOP }],
    ["none without a navigation", { "sec-fetch-site": "none", "sec-fetch-mode": "cors" }],
    ["an invented value", { "sec-fetch-site": "Same-Origin" }],
    ["neither header", {}],
    ["attack 46: Origin null", { origin: "null" }],
    ["attack 46: a suffix host", { origin: "https://shop.example.evil.com" }],
    ["attack 46: another port", { origin: "https://shop.example:444" }],
    ["attack 46: upper case", { origin: "https://SHOP.example" }],
    ["http instead of https", { origin: "http://shop.example" }],
  ])("are refused: %s", (_, headers) => {
    expect(isOwnRequest(post(headers), SHOP)).toBe(false);
  });
  test("a JSON body also needs x-bff, even from the shop", () => {
    const json = { "sec-fetch-site": "same-origin", "content-type": "application/json" };
    expect(isOwnRequest(post(json), SHOP)).toBe(false);
    expect(isOwnRequest(post({ ...json, "x-bff": "1" }), SHOP)).toBe(true);
    expect(isOwnRequest(post({ ...json, "content-type": "text/plain" }), SHOP)).toBe(false);
  });
  test("x-bff does not make a foreign request an own one", () => {
    expect(isOwnRequest(post({ "sec-fetch-site": "cross-site", "x-bff": "1" }), SHOP)).toBe(false);
  });
  test("reading needs nothing", () => {
    expect(
      isOwnRequest(new Request(SHOP, { headers: { "sec-fetch-site": "cross-site" } }), SHOP),
    ).toBe(true);
  });
});
