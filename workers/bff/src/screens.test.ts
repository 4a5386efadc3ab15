/** Screens when services answer, are slow or unavailable. Each test is a new isolate; Redis answers what the test says. */
import type { CatalogHome, ProductCard } from "@edgemart/contracts/catalog";
import type { Member } from "@edgemart/contracts/member";
import { err, ok } from "@edgemart/contracts/result";
import { overRpc } from "@edgemart/testkit/rpc";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const card = (slug: string) => ({ slug }) as ProductCard;
const SHOP: CatalogHome = {
  featured: [card("hero"), card("b")],
  newest: [card("c")],
  popular: [card("d")],
  categories: [],
};
const member = (name: string) => ({ name, createdAt: "2026-01-01T00:00:00.000Z" }) as Member;
const never = () => new Promise<never>(() => undefined);
/** As workerd says it: packages/worker-kit/test/absence.worker.test.ts. */
const dead = async () => {
  throw Object.assign(new Error("Network connection lost."), { retryable: true });
};

let generation: string | null;
let redisTrips: number;
let cartSkus: string[];
let ask: (path: string, token?: string, headers?: Record<string, string>) => Promise<Response>;
let services: ReturnType<typeof alive>;

function alive() {
  return {
    CATALOG: {
      home: vi.fn(async () => ok(SHOP)),
      similar: vi.fn(async () => ok([card("like-it")])),
      product: vi.fn(async () => ok({ product: card("a"), related: [] })),
      listing: vi.fn(async () => ok({ listing: { items: [] }, categories: [] })),
    },
    MEMBER: {
      me: vi.fn(async (token: string) => ok(member(token))),
      shopper: vi.fn(async (token: string) => ok({ member: member(token), cartSkus })),
    },
  };
}

beforeEach(async () => {
  vi.resetModules();
  vi.spyOn(console, "error").mockReturnValue();
  vi.spyOn(console, "warn").mockReturnValue();
  generation = "7";
  redisTrips = 0;
  cartSkus = [];
  vi.stubGlobal("fetch", async () => {
    redisTrips += 1;
    if (generation === null) throw new TypeError("fetch failed");
    return Response.json({ result: Buffer.from(generation).toString("base64") });
  });
  const { app } = await import("./app.ts");
  services = alive();
  ask = async (path, token, headers = {}) => {
    if (token) headers = { authorization: `Bearer ${token}`, ...headers };
    return app.request(
      path,
      { headers },
      {
        ENVIRONMENT: "local",
        CATALOG_TIMEOUT_MS: 50,
        MEMBER_TIMEOUT_MS: 50,
        UPSTASH_REDIS_REST_URL: "http://redis.test",
        UPSTASH_REDIS_REST_TOKEN: "t",
        CATALOG: overRpc(services.CATALOG),
        MEMBER: overRpc(services.MEMBER),
      },
    );
  };
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
const read = async (path: string, token?: string): Promise<any> => (await ask(path, token)).json();
/** The isolate asks Redis again. */
const later = () => vi.setSystemTime(Date.now() + 5_001);

describe("storefront 9: screens: a service that is dead or slow costs its section", () => {
  test.each([
    ["dead", dead],
    ["slow", never],
  ])("home with a %s catalog still greets the member", async (_how, answer) => {
    services.CATALOG.home.mockImplementation(answer);
    const screen = await read("/api/home", "Mina");
    expect(screen).toMatchObject({ hero: null, newest: [], degraded: ["catalog"] });
    expect(screen.member.name).toBe("Mina");
  });

  test.each([
    ["dead", dead],
    ["slow", never],
  ])("home with a %s member service still shows the shop", async (_how, answer) => {
    services.MEMBER.shopper.mockImplementation(answer);
    const screen = await read("/api/home", "Mina");
    expect(screen).toMatchObject({ member: null, degraded: ["member"] });
    expect([screen.hero.slug, screen.popular.length]).toEqual(["hero", 1]);
  });

  test("home with both dead is still a page", async () => {
    services.CATALOG.home.mockImplementation(dead);
    services.MEMBER.shopper.mockImplementation(dead);
    expect((await ask("/api/home", "Mina")).status).toBe(200);
  });

  test("the account screen goes on without catalog, and not without member", async () => {
    services.CATALOG.home.mockImplementation(dead);
    expect(await read("/api/screens/account", "Mina")).toMatchObject({
      member: { name: "Mina" },
      popular: [],
      degraded: ["catalog"],
    });
    services.MEMBER.me.mockImplementation(dead);
    expect((await ask("/api/screens/account", "Mina")).status).toBe(503);
  });

  test.each(["/api/screens/listing", "/api/screens/product/a"])(
    "%s without catalog is 503, with the last good answer it is a page that says so",
    async (path) => {
      vi.useFakeTimers({ toFake: ["Date"] });
      await ask(path);
      services.CATALOG.listing.mockImplementation(dead);
      services.CATALOG.product.mockImplementation(dead);
      vi.setSystemTime(Date.now() + 600_000);
      expect((await read(path)).degraded).toEqual(["catalog"]);
      expect((await ask(`${path}${path.endsWith("a") ? "b" : "?page=2"}`)).status).toBe(503);
    },
  );

  test("refusals are the service's own", async () => {
    services.CATALOG.product.mockImplementation(async () => err("not_found") as never);
    services.MEMBER.me.mockImplementation(async () => err("token_invalid") as never);
    const codes = [
      (await read("/api/screens/product/a")).code,
      (await read("/api/screens/account", "x")).code,
      (await read("/api/screens/account")).code,
    ];
    expect(codes).toEqual(["not_found", "token_invalid", "token_missing"]);
  });

  test.each(["lang=fr", "lang=ko&lang=en", "lang="])(
    "a listing in no language or two is refused here: %s",
    async (query) => {
      const answer = await ask(`/api/screens/listing?${query}`);
      const { code, errors } = (await answer.json()) as { code: string; errors: object[] };
      expect([answer.status, code]).toEqual([400, "invalid_query"]);
      expect(errors).toMatchObject([{ path: "lang" }]);
      expect(services.CATALOG.listing).not.toHaveBeenCalled();
    },
  );

  test("a listing's other parameters are catalog's to judge, every value of them", async () => {
    await ask("/api/screens/listing?brand=a&brand=b&lang=en");
    const [input] = services.CATALOG.listing.mock.calls[0] as unknown[];
    expect(input).toEqual({ query: { brand: ["a", "b"], lang: ["en"] }, locale: "en" });
  });

  test("after five failures a service is not asked; the other one is, and a probe closes the circuit", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    services.MEMBER.shopper.mockImplementation(dead);
    for (let i = 0; i < 8; i += 1)
      expect((await read("/api/home", "M")).degraded).toEqual(["member"]);
    expect(services.MEMBER.shopper).toHaveBeenCalledTimes(5);
    services.MEMBER.shopper.mockImplementation(async (token) =>
      ok({ member: member(token), cartSkus }),
    );
    vi.setSystemTime(Date.now() + 2_001);
    expect((await read("/api/home", "M")).degraded).toEqual([]);
  });
});

const failing =
  (name: string, marks: object = {}) =>
  async () => {
    throw Object.assign(new Error(name), { name, ...marks });
  };

describe("what an input can cause leaves the circuits closed", () => {
  test.each([
    ["an input that cannot be cloned", failing("DataCloneError")],
    ["an answer that cannot be cloned", failing("DataCloneError", { remote: true })],
    ["a bug of the service", failing("TypeError", { remote: true })],
    ["a bug of ours", failing("TypeError")],
    ["an abort", failing("AbortError", { retryable: true })],
    ["a refusal", async () => err("invalid_query")],
  ])("%s, forty times, and product pages answer", async (_kind, answer) => {
    services.CATALOG.listing.mockImplementation(answer as never);
    services.MEMBER.me.mockImplementation(answer as never);
    for (let i = 0; i < 40; i += 1) {
      await ask(`/api/screens/listing?lang=en&page=${i}`);
      await ask("/api/screens/account", "M");
    }
    expect(services.CATALOG.listing).toHaveBeenCalledTimes(40);
    expect(services.MEMBER.me).toHaveBeenCalledTimes(40);
    expect((await ask("/api/screens/product/a?lang=en")).status).toBe(200);
    expect((await read("/api/home", "M")).degraded).toEqual([]);
  });

  test("a caller with little time left, forty times", async () => {
    services.CATALOG.product.mockImplementation(never);
    const hurried = () => ({ "x-deadline": String(Date.now() + 5) });
    for (let i = 0; i < 40; i += 1) await ask(`/api/screens/product/p${i}`, undefined, hurried());
    expect(services.CATALOG.product).toHaveBeenCalledTimes(40);
    services.CATALOG.product.mockImplementation(async () =>
      ok({ product: card("a"), related: [] }),
    );
    expect((await ask("/api/screens/product/a")).status).toBe(200);
  });

  test.each([
    ["it is unreachable", dead],
    ["it is slow", never],
    ["it is overloaded", failing("Error", { overloaded: true })],
    ["its store is unavailable", failing("StoreAwayError", { remote: true })],
  ])("absence opens them after five in a row: %s", async (_kind, answer) => {
    services.CATALOG.product.mockImplementation(answer as never);
    for (let i = 0; i < 8; i += 1) await ask(`/api/screens/product/p${i}`);
    expect(services.CATALOG.product).toHaveBeenCalledTimes(5);
  });
});

describe("storefront 10: screens: the personal rail", () => {
  test("a member with a cart is shown what is like it; the cart is the one fact used", async () => {
    cartSkus = ["MUG-1", "LAMP-2"];
    expect((await read("/api/home?lang=en", "Mina")).personal).toEqual({
      basis: "cart",
      items: [{ slug: "like-it" }],
    });
    const [input] = services.CATALOG.similar.mock.calls[0] as unknown[];
    expect(input).toEqual({ skus: ["MUG-1", "LAMP-2"], locale: "en" });
  });

  test("guests, empty carts and carts that nothing is like have none, and catalog is not asked", async () => {
    expect((await read("/api/home")).personal).toBeNull();
    expect((await read("/api/home", "Mina")).personal).toBeNull();
    expect(services.CATALOG.similar).not.toHaveBeenCalled();
    cartSkus = ["GONE-1"];
    services.CATALOG.similar.mockImplementation(async () => ok([]));
    expect(await read("/api/home", "Mina")).toMatchObject({ personal: null, degraded: [] });
  });

  test.each([
    ["dead", dead],
    ["slow", never],
  ])(
    "when it is %s the page is shown without it and says so; the shop's circuit stays closed",
    async (_how, answer) => {
      cartSkus = ["MUG-1"];
      services.CATALOG.similar.mockImplementation(answer);
      for (let i = 0; i < 8; i += 1) {
        const screen = await read(`/api/home?lang=${i % 2 ? "ko" : "en"}`, "Mina");
        expect(screen).toMatchObject({ personal: null, degraded: ["catalog"] });
        expect([screen.hero.slug, screen.member.name]).toEqual(["hero", "Mina"]);
      }
      expect(services.CATALOG.similar).toHaveBeenCalledTimes(5);
      expect((await read("/api/screens/product/a")).degraded).toEqual([]);
    },
  );

  test("it is made anew for each request and kept for no one", async () => {
    cartSkus = ["MUG-1"];
    for (const token of ["Mina", "Mina", "Jun"]) await ask("/api/home", token);
    expect(services.CATALOG.similar).toHaveBeenCalledTimes(3);
    expect(services.CATALOG.home).toHaveBeenCalledTimes(1);
    expect((await read("/api/home")).personal).toBeNull();
  });
});

describe("storefront 10, 11: screens: what is kept", () => {
  test("each service is asked once for a screen, all at once", async () => {
    let running = 0;
    let release = () => {};
    const bothAreAsked = new Promise<void>((resolve) => {
      release = resolve;
    });
    // Asked one after the other, the first would have no answer within its deadline.
    const together = async <T>(value: T) => {
      running += 1;
      if (running === 2) release();
      await bothAreAsked;
      return ok(value);
    };
    services.CATALOG.home.mockImplementation(() => together(SHOP));
    services.MEMBER.shopper.mockImplementation(() => together({ member: member("M"), cartSkus }));
    expect((await read("/api/home", "M")).degraded).toEqual([]);
    expect(services.CATALOG.home).toHaveBeenCalledTimes(1);
    expect(services.MEMBER.shopper).toHaveBeenCalledTimes(1);
  });

  test("the generation the gateway names is the answer's, and costs no trip to Redis", async () => {
    const named = (value: string) => ask("/api/home", undefined, { "x-catalog-generation": value });
    for (const value of ["8", "8", "9"]) {
      expect((await named(value)).headers.get("x-catalog-generation")).toBe(value);
    }
    expect([redisTrips, services.CATALOG.home.mock.calls.length]).toEqual([0, 2]);
    // What one request was answered is not remembered for the next, where it would be older than 5 s.
    expect((await ask("/api/home")).headers.get("x-catalog-generation")).toBe("7");
    expect(redisTrips).toBe(1);
  });

  test("the shop's part is kept for all, a member's part for no one", async () => {
    const names = [];
    for (const token of ["Mina", "Jun", "Mina"]) {
      names.push((await read("/api/home", token)).member.name);
    }
    expect(names).toEqual(["Mina", "Jun", "Mina"]);
    expect((await read("/api/home")).member).toBeNull();
    expect(services.CATALOG.home).toHaveBeenCalledTimes(1);
    expect(services.MEMBER.shopper).toHaveBeenCalledTimes(3);
  });

  test("a new generation is asked for anew, at the latest 5 s after the write", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await ask("/api/home");
    generation = "8";
    await ask("/api/home");
    expect(services.CATALOG.home).toHaveBeenCalledTimes(1);
    later();
    await ask("/api/home");
    expect(services.CATALOG.home).toHaveBeenCalledTimes(2);
  });

  test("an old section is given at once and renewed behind it", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await ask("/api/home");
    services.CATALOG.home.mockImplementation(async () => ok({ ...SHOP, popular: [] }));
    vi.setSystemTime(Date.now() + 61_000);
    expect((await read("/api/home")).popular).toHaveLength(1);
    await vi.waitFor(async () => expect((await read("/api/home")).popular).toHaveLength(0));
    expect(services.CATALOG.home).toHaveBeenCalledTimes(2);
  });

  test("a product that no longer exists does not come back with an outage", async () => {
    const under = (value: string) =>
      ask("/api/screens/product/gone", undefined, { "x-catalog-generation": value });
    expect((await under("7")).status).toBe(200);
    services.CATALOG.product.mockImplementation(async () => err("not_found") as never);
    expect((await under("8")).status).toBe(404);
    services.CATALOG.product.mockImplementation(dead);
    expect((await under("8")).status).toBe(503);
  });

  test.each(["home", "listing", "product"] as const)(
    "row 6: the section %s of an older generation is given while the new one can't be made, and says so",
    async (name) => {
      const path = {
        home: "/api/home",
        listing: "/api/screens/listing",
        product: "/api/screens/product/a",
      }[name];
      const under = (value: string) => ask(path, undefined, { "x-catalog-generation": value });
      const whole = (await (await under("7")).json()) as object;
      const working = services.CATALOG[name].getMockImplementation();
      services.CATALOG[name].mockImplementation(dead);
      for (let times = 0; times < 3; times += 1) {
        const answer = await under("8");
        expect([answer.status, answer.headers.get("x-degraded")]).toEqual([200, "catalog"]);
        // No one in front may keep it as one of the new generation.
        expect(answer.headers.get("x-catalog-generation")).toBeNull();
        expect(await answer.json()).toEqual({ ...whole, degraded: ["catalog"] });
      }
      if (working) services.CATALOG[name].mockImplementation(working as never);
      vi.useFakeTimers({ toFake: ["Date"] });
      later();
      await vi.waitFor(async () =>
        expect((await under("8")).headers.get("x-catalog-generation")).toBe("8"),
      );
    },
  );

  test("row 7: 10 000 searches drive no section out that is asked for again", async () => {
    const warm = [
      "/api/home",
      "/api/home?lang=en",
      "/api/screens/product/a",
      "/api/screens/listing",
    ];
    for (let round = 0; round < 2; round += 1) for (const path of warm) await ask(path);
    const asked = () =>
      [services.CATALOG.home, services.CATALOG.product].map((each) => each.mock.calls.length);
    const before = asked();
    for (let at = 0; at < 10_000; at += 1) await ask(`/api/screens/listing?q=flood${at}`);
    const listings = services.CATALOG.listing.mock.calls.length;
    for (const path of warm) expect((await ask(path)).status).toBe(200);
    expect([asked(), services.CATALOG.listing.mock.calls.length]).toEqual([before, listings]);
  }, 120_000);

  test("without a generation nothing is kept, and everything is shown", async () => {
    generation = null;
    for (let i = 0; i < 2; i += 1) {
      const answer = await ask("/api/home");
      expect(((await answer.json()) as { hero: ProductCard }).hero.slug).toBe("hero");
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
    expect(services.CATALOG.home).toHaveBeenCalledTimes(2);
  });

  test("languages, listings and products are kept apart; unread parameters are not", async () => {
    for (const path of ["?lang=ko", "?lang=en"]) await ask(`/api/home${path}`);
    for (const q of ["", "?page=2", "?page=2&utm=1", "?brand=a&page=2", "?page=2&brand=a"]) {
      await ask(`/api/screens/listing${q}`);
    }
    for (const slug of ["a", "b"]) await ask(`/api/screens/product/${slug}`);
    const { home, listing, product } = services.CATALOG;
    expect([home, listing, product].map((each) => each.mock.calls.length)).toEqual([2, 3, 2]);
  });

  test("only an answer that is complete and alike for all may be kept in front, and says of which generation it is", async () => {
    const marks = async (path: string, token?: string) => {
      const { headers } = await ask(path, token);
      return [headers.get("cache-control")?.split(",")[0], headers.get("x-catalog-generation")];
    };
    expect(await marks("/api/home")).toEqual(["public", "7"]);
    expect(await marks("/api/home", "Mina")).toEqual(["no-store", null]);
    expect(await marks("/api/screens/account", "Mina")).toEqual(["no-store", null]);
    expect(await read("/api/screens/generation")).toEqual({ catalog: "7" });
    services.CATALOG.home.mockImplementation(dead);
    expect(await marks("/api/home?lang=en")).toEqual(["no-store", null]);
  });
});
