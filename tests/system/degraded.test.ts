/** One dependency is unavailable, dead or hanging: what each page of the storefront shows then, and that nothing typed is lost. */
import { spawnSync } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Constellation } from "../../tools/constellation.ts";
import { raiseTemporary } from "../raise-temporary.ts";
import { dead, frozen, hanging } from "./faults.ts";
import { type Shown, shopperOf, withCookies } from "./shopper.ts";

let up: Constellation;
let isGivenUp = false;
const hasRedisServer = spawnSync("redis-server", ["--version"]).status === 0;
/** Cookies of a member with a cart, and of an administrator. */
let member: string;
let admin: string;
/** Id of the member. */
let owner: string;

beforeAll(async () => {
  up = await raiseTemporary("degraded", {
    // Every page is rendered anew: a kept one would hide the outage.
    vars: { web: { PAGE_FRESH_SECONDS: "0", PAGE_STALE_SECONDS: "0" } },
    onFatal: () => {
      isGivenUp = true;
    },
  });
  if (!up.credentials) throw new Error("a constellation with a gateway has demo accounts");
  member = await signIn(up.credentials.member);
  admin = await signIn(up.credentials.admin);
  member = withCookies(member, await post("/api/cart", { do: "add", sku: SKU }, member));
  const page = await (await get("/en/account", member)).text();
  owner = /name="owner"[^>]* value="([^"]+)"/.exec(page)?.[1] ?? "";
  const list = await fetch(`${up.urls.api}/api/products?lang=en`);
  slugs = ((await list.json()) as { items: { slug: string }[] }).items.map(({ slug }) => slug);
  // Seen by somebody, so kept: the pages of an outage are not empty.
  expect(await shown("/en", "")).toBe("whole");
});
afterAll(() => up?.stop());

const SKU = "DAL-0001-MILK";
const { get, post, signIn, shown } = shopperOf(
  () => up.urls.web,
  () => up.stores.adminUrl,
);

const PAGES: [name: string, path: string, cookie: () => string][] = [
  ["home", "/en", () => ""],
  ["home of a member", "/en", () => member],
  ["listing", "/en/products?price=1-", () => ""],
  ["product", "/en/products/", () => ""],
  ["cart of a guest", "/en/cart", () => `__Host-cart=~${SKU}:1`],
  ["cart of a member", "/en/cart", () => member],
  ["login", "/en/login", () => ""],
  ["register", "/en/register", () => ""],
  ["account", "/en/account", () => member],
  ["addresses", "/en/account/addresses", () => member],
  ["admin: members", "/en/admin/members", () => admin],
  ["admin: products", "/en/admin/products", () => admin],
];
let slugs: string[] = [];
let looks = 0;

/** Every page at once. Listing and product are ones that no one has seen: what was seen a moment ago is kept and hides the outage. */
async function look(): Promise<Record<Shown, string[]>> {
  looks += 1;
  const found: Record<string, string[]> = {};
  const seen = PAGES.map(async ([name, path, cookie]) => {
    const own =
      name === "listing" ? String(10_000_000 + looks) : name === "product" ? slugs[looks] : "";
    const kind = await shown(path + own, cookie());
    found[kind] = [...(found[kind] ?? []), name];
  });
  await Promise.all(seen);
  const sorted = PAGES.map(([name]) => name);
  for (const names of Object.values(found)) {
    names.sort((a, b) => sorted.indexOf(a) - sorted.indexOf(b));
  }
  return { whole: [], partial: [], closed: [], ...found };
}

/** All pages but these are complete. */
const closed = (...names: string[]) => ({
  whole: PAGES.map(([name]) => name).filter((name) => !names.includes(name)),
  partial: [],
  closed: names,
});
const PERSONAL = ["account", "addresses", "admin: members", "admin: products"];
const OF_CATALOG = ["listing", "product", "admin: products"];

async function recovered(): Promise<void> {
  const pages = ["/en/account", "/en/admin/products", `/en/products?page=1&t=${Date.now()}`];
  for (const path of pages) {
    await expect
      .poll(() => shown(path, path.includes("admin") ? admin : member), { timeout: 20_000 })
      .toBe("whole");
  }
}

describe("one dependency is away: every page of the storefront is a designed answer", () => {
  // The first, while no one has seen the Korean home page: what was seen is kept for a day.
  test.each([
    ["dead", () => dead(up, ["catalog"], atCatalog)],
    ["hanging", () => hanging(up, "catalog", atCatalog)],
  ])(
    "catalog is %s: what was seen stands, the rest of the shop says come back, accounts and carts go on",
    async (_how, fault) => {
      await fault();
      await recovered();
    },
  );
  async function atCatalog() {
    const [korean, pages, cart, suggested] = await Promise.all([
      shown("/ko", ""),
      look(),
      get("/en/cart", member).then((answer) => answer.text()),
      get("/api/suggest?q=mug&lang=en").then((answer) => answer.json()),
    ]);
    expect(korean).toBe("partial");
    expect(pages).toEqual(closed(...OF_CATALOG));
    expect([cart.includes(SKU), cart.includes('href="/en/checkout"')]).toEqual([true, false]);
    expect(suggested).toEqual({ items: [] });
  }

  test.each([
    ["dead", () => dead(up, ["member"], atMember)],
    ["hanging", () => hanging(up, "member", atMember)],
  ])(
    "member is %s: the shop and the cart go on, personal pages say that nothing is lost, and nothing is",
    async (_how, fault) => {
      await fault();
      await recovered();
      // As after an outage that lasted longer than a message: the message's cookie is gone.
      const later = typed.replace(/__Host-Http-flash=[^;]*(; )?/, "");
      expect(await (await get("/en/account", later)).text()).toContain('value="Typed in vain"');
    },
  );
  let typed = "";
  async function atMember() {
    const profile = { owner, name: "Typed in vain", locale: "en", version: "1" };
    const [pages, added, rail, saved] = await Promise.all([
      look(),
      post("/api/cart", { do: "add", sku: SKU }, member),
      get("/api/home?lang=en", member),
      post("/api/account/profile", profile, member),
    ]);
    expect(pages).toEqual(closed(...PERSONAL));
    expect([added.status, withCookies("", added)]).toEqual([303, expect.stringContaining(SKU)]);
    expect([rail.status, saved.status]).toEqual([503, 303]);
    typed = withCookies(member, saved);
    const page = await get("/en/account", typed);
    expect([page.status, page.headers.getSetCookie()]).toEqual([503, []]);
    expect(await page.text()).toContain("is kept in this browser for 20 minutes");
  }

  test("nobody who signs in or registers meanwhile types an address twice, or sees a password again", async () => {
    await dead(up, ["member"], async () => {
      for (const action of ["login", "register"]) {
        const form = {
          email: "typed@example.com",
          password: "a password nobody has",
          name: "Typed",
        };
        const answer = await post(`/api/session/${action}`, form);
        const next = await get(answer.headers.get("location") ?? "", withCookies("", answer));
        const html = await next.text();
        expect([action, next.status]).toEqual([action, 200]);
        expect(html).toContain('value="typed@example.com"');
        expect(html).toContain('role="alert"');
        expect(html).not.toContain("a password nobody has");
      }
    });
    await recovered();
  });

  test("PostgreSQL hangs: what was seen stands, carts are kept, the rest says come back", async () => {
    await frozen(up, "postgres", async () => {
      expect(await look()).toEqual(closed(...new Set([...OF_CATALOG.slice(0, 2), ...PERSONAL])));
    });
    await recovered();
  });

  test("PostgreSQL refuses everybody: the same, at once", async () => {
    await dead(up, ["member", "catalog", "auth"], async () => {
      expect(await look()).toEqual(closed(...OF_CATALOG.slice(0, 2), ...PERSONAL));
    });
    await recovered();
  });

  // Seven seconds for what outages.test.ts shows of the API, and the next test of every page.
  test.runIf(hasRedisServer && process.env.EDGEMART_FULL === "1")(
    "Redis hangs: the shop and the cart go on, nobody's session can be checked",
    async () => {
      // A session seen alive is not asked about again for 5 s.
      await delay(5_100);
      await frozen(up, "redis", async () => {
        expect(await look()).toEqual(closed(...PERSONAL));
      });
      await recovered();
    },
  );

  test.skipIf(!hasRedisServer)("Redis is dead and stays so: the same, at once", async () => {
    await expect
      .poll(
        () => {
          const pid = up.stores.pids().redis;
          if (pid !== undefined) process.kill(pid, "SIGKILL");
          return isGivenUp;
        },
        { timeout: 30_000, interval: 200 },
      )
      .toBe(true);
    expect(await look()).toEqual(closed(...PERSONAL));
  });
});
