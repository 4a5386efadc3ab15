import { describe, expect, test } from "vitest";
import { ownCache } from "./own-cache.ts";

const ORIGIN = "https://api.shop.example";

function recording() {
  const named: unknown[] = [];
  const place = {
    match: async (address: unknown) => void named.push(address),
    put: async (address: unknown) => void named.push(address),
    delete: async (address: unknown) => Boolean(named.push(address)),
    // The three methods a cache is used by here.
  } as unknown as Cache;
  return { named, place };
}

describe("operations 71: the cache knows this Worker's own host alone", () => {
  test("every key is named below the public origin and its prefix", async () => {
    const { named, place } = recording();
    const own = ownCache(() => place, ORIGIN, "/_kept");
    await own.match("/api/products?q=a");
    await own.put("/api/home", new Response("x"));
    await own.delete("/api/home");
    expect(named).toEqual([
      `${ORIGIN}/_kept/api/products?q=a`,
      `${ORIGIN}/_kept/api/home`,
      `${ORIGIN}/_kept/api/home`,
    ]);
  });

  test.each(["/../../x", "/%2e%2e/%2e%2e/x", "/a/../../../x"])(
    "a key that leaves the prefix is refused: %s",
    async (key) => {
      const { named, place } = recording();
      const own = ownCache(() => place, ORIGIN, "/_kept");
      await expect(own.match(key)).rejects.toThrow(RangeError);
      await expect(own.put(key, new Response("x"))).rejects.toThrow(RangeError);
      await expect(own.delete(key)).rejects.toThrow(RangeError);
      expect(named).toEqual([]);
    },
  );

  test.each([
    "http://api.shop.example",
    "https://api.shop.example:8443",
    "https://a.local.example",
  ])("%s is an origin of a Worker", async (origin) => {
    const { named, place } = recording();
    await ownCache(() => place, origin, "/_kept").match("/a");
    expect(named).toEqual([`${origin}/_kept/a`]);
  });

  test.each([
    "cache.invalid",
    "https://cache.invalid",
    "https://api.shop.example/x",
    "https://a@b.example",
    "ftp://api.shop.example",
    "https://x.test",
    "https://h.local/",
    "https://x.local:8443",
    "https://x.test:8",
    "xhttps://api.shop.example",
    "https://api.shop.example?x",
    "https://api.shop.example#x",
    "https://api.shop.example:1/x",
    "https://",
  ])("%s is no origin of a Worker", async (origin) => {
    const { named, place } = recording();
    await expect(
      (async () => ownCache(() => place, origin, "/_kept").match("/a"))(),
    ).rejects.toThrow();
    expect(named).toEqual([]);
  });
});
