import { describe, expect, test } from "vitest";
import { entered } from "./enter.ts";
import { FRAMEWORK_COOKIES, FRAMEWORK_HEADERS, FRAMEWORK_PARAMETERS } from "./framework.ts";

const enter = (path: string, init: RequestInit = {}) => {
  const address = `https://shop.example${path}`;
  return entered(new Request(address, init), new URL(address), "id-1");
};
const spelt = (name: string) => name.replace(/\*$/, "x");

describe("row 5: nothing that steers the framework goes on to it", () => {
  test.each(Object.entries(FRAMEWORK_HEADERS).filter(([, { use }]) => use !== "used"))(
    "header %s",
    (name) => {
      const passed = enter("/ko/login", { headers: { [spelt(name)]: "1" } });
      expect(Object.fromEntries(passed.headers)).toEqual({ "x-request-id": "id-1" });
    },
  );
  test.each(Object.keys(FRAMEWORK_PARAMETERS))("parameter %s", (name) => {
    const passed = enter(`/ko/login?${spelt(name)}=1&return=%2Fko&${spelt(name)}=2`);
    expect(passed.url).toBe("https://shop.example/ko/login?return=%2Fko");
    expect(enter(`/ko/login?${spelt(name)}`).url).toBe("https://shop.example/ko/login");
  });
  test.each(Object.keys(FRAMEWORK_COOKIES))("cookie %s", (name) => {
    expect(
      enter("/ko/login", { headers: { cookie: `${name}=1` } }).headers.get("cookie"),
    ).toBeNull();
    expect(
      enter("/ko/login", { headers: { cookie: `a=1; ${name}=1; b=2` } }).headers.get("cookie"),
    ).toBe("a=1; b=2");
  });
  test("a header nobody has heard of yet", () => {
    const headers = { "x-next-of-tomorrow": "1", "next-tomorrow": "1", forwarded: "host=evil" };
    expect([...enter("/ko/login", { headers }).headers.keys()]).toEqual(["x-request-id"]);
  });
  test("what the shop reads does go on, its body included", async () => {
    const headers = {
      "accept-language": "ko",
      cookie: "__Host-cart=a:1",
      "content-type": "application/x-www-form-urlencoded",
      origin: "https://shop.example",
      "sec-fetch-site": "same-origin",
      "x-bff": "1",
      rsc: "1",
    };
    const passed = enter("/api/cart?a=1", { method: "POST", headers, body: "a=b" });
    expect(Object.fromEntries(passed.headers)).toEqual({ ...headers, "x-request-id": "id-1" });
    expect([passed.method, passed.url, await passed.text()]).toEqual([
      "POST",
      "https://shop.example/api/cart?a=1",
      "a=b",
    ]);
  });
});
