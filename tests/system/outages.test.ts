/** A data store dies under the running shop: what can do without goes on, the rest says so clearly, and all is well when it is back. */
import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Constellation } from "../../tools/constellation.ts";
import { raiseTemporary } from "../raise-temporary.ts";
import { askAsServer, signInAt, tokenAt } from "./at-shop.ts";
import { eventually } from "./eventually.ts";
import { frozen } from "./faults.ts";

let up: Constellation;

beforeAll(async () => {
  up = await raiseTemporary("outage", {
    // Every page is rendered anew: a cached one would hide the outage.
    vars: { web: { PAGE_FRESH_SECONDS: "0", PAGE_STALE_SECONDS: "0" } },
  });
});
afterAll(() => up?.stop());

function get(path: string, token?: string): Promise<Response> {
  const headers = token ? { authorization: `Bearer ${token}` } : undefined;
  return fetch(`${up.urls.api}${path}`, { headers, signal: AbortSignal.timeout(20_000) });
}

const login = () => signInAt(up, "member");

async function expectProblem(answer: Response, status: number): Promise<void> {
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  const problem = (await answer.json()) as { title: string; detail?: string };
  expect(JSON.stringify(problem)).not.toMatch(/stack|postgres|redis|127\.0\.0\.1|SELECT/i);
}

/** What a shopper's browser gets. */
async function page(path: string): Promise<{ status: number; html: string }> {
  const answer = await fetch(`${up.urls.web}${path}`, { signal: AbortSignal.timeout(20_000) });
  return { status: answer.status, html: await answer.text() };
}

/** Puts something into a cart by a form, as a browser without script does; gives the cart's cookie. */
async function addToCart(sku: string, cookie = ""): Promise<{ status: number; cart: string }> {
  const answer = await fetch(`${up.urls.web}/api/cart`, {
    method: "POST",
    redirect: "manual",
    headers: { "sec-fetch-site": "same-origin", cookie },
    body: new URLSearchParams({ do: "add", sku, lang: "en" }),
    signal: AbortSignal.timeout(20_000),
  });
  const set = answer.headers.getSetCookie().find((each) => each.startsWith("__Host-cart="));
  return { status: answer.status, cart: set?.split(";")[0] ?? "" };
}

/** The cart page as a browser with these cookies gets it. */
async function cartPage(cookie: string): Promise<{ status: number; html: string }> {
  const answer = await fetch(`${up.urls.web}/en/cart`, {
    headers: { cookie },
    signal: AbortSignal.timeout(20_000),
  });
  return { status: answer.status, html: await answer.text() };
}

function newAccount(email: string): Promise<Response> {
  const account = { email, password: "a password nobody has", name: "Kept" };
  return askAsServer(up, "/api/auth/register", account);
}

const hasRedisServer = spawnSync("redis-server", ["--version"]).status === 0;

describe("PostgreSQL is killed", () => {
  test("is restarted behind its endpoint; acknowledged writes are there and nothing needs a restart", async () => {
    const access = await tokenAt(up, "member");
    const email = `kept-${Date.now()}@example.com`;
    expect((await newAccount(email)).status).toBe(201);
    process.kill(up.stores.pids().postgres ?? 0, "SIGKILL");
    // Until it is back, every answer is either right or a clear 503.
    const meanwhile = new Set<number>();
    await eventually(async () => {
      const list = await get("/api/products");
      meanwhile.add(list.status);
      return list.status === 200;
    });
    expect([...meanwhile].every((status) => status === 200 || status === 503)).toBe(true);
    await eventually(async () => (await get("/api/members/me", access)).status === 200);
    expect((await newAccount(email)).status).toBe(409);
    await eventually(async () => (await get("/api/products?page=3")).status === 200);
    expect((await get("/api/products")).status).toBe(200);
    expect((await login()).status).toBe(200);
  });
});

describe("PostgreSQL hangs", () => {
  test("storefront 9, 16: the home page comes without its catalog, lists and products are clear problems, and all recover", async () => {
    await frozen(up, "postgres", async () => {
      // In English, which no one has asked for yet: what someone saw a moment ago is kept.
      const home = await get("/api/home?lang=en");
      expect(home.status).toBe(200);
      expect(await home.json()).toMatchObject({ degraded: ["catalog"], hero: null });
      // One that someone saw a moment ago is given from the gateway's cache; this one no one saw.
      expect((await get("/api/products")).status).toBe(200);
      const list = await get("/api/products?page=2");
      expect([503, 504]).toContain(list.status);
      await expectProblem(list, list.status);
      const front = await page("/ko");
      expect(front.status).toBe(200);
      expect(front.html).toContain("<h1");
      expect((await page("/ko/products/dalmaji-mug")).status).toBe(503);
      // A cart is filled and shown without anybody to ask; only what it costs is not known.
      const { status, cart } = await addToCart("DAL-0001-MILK");
      expect([status, cart]).toEqual([303, "__Host-cart=~DAL-0001-MILK:1"]);
      const shown = await cartPage(cart);
      expect([shown.status, shown.html.includes('href="/en/checkout"')]).toEqual([200, false]);
      expect(shown.html).toContain("DAL-0001-MILK");
    });
    await eventually(async () =>
      (await cartPage("__Host-cart=~DAL-0001-MILK:1")).html.includes('href="/en/checkout"'),
    );
    await eventually(async () => (await get("/api/products?page=2")).status === 200);
    await eventually(async () => {
      const home = (await (await get("/api/home?lang=en")).json()) as { degraded: string[] };
      return home.degraded.length === 0;
    });
    await eventually(async () => (await page("/ko/products/dalmaji-mug")).status === 200);
    await eventually(async () => (await page("/ko")).html.includes("dalmaji-mug"));
  });
});

describe.skipIf(!hasRedisServer)("Redis is killed", () => {
  test("is restarted behind its endpoint; sign-in is 503 meanwhile and works again", async () => {
    process.kill(up.stores.pids().redis ?? 0, "SIGKILL");
    const meanwhile = new Set<number>();
    await eventually(async () => {
      const answer = await login();
      meanwhile.add(answer.status);
      return answer.status === 200;
    });
    expect([...meanwhile].every((status) => status === 200 || status === 503)).toBe(true);
  });
});

describe.skipIf(!hasRedisServer)("Redis hangs", () => {
  test("browsing goes on, sign-in and account routes answer 503 and nothing is let through", async () => {
    const access = await tokenAt(up, "member");
    await frozen(up, "redis", async () => {
      expect((await get("/api/home")).status).toBe(200);
      expect((await get("/api/products")).status).toBe(200);
      expect((await page("/en")).status).toBe(200);
      expect((await page("/en/products")).status).toBe(200);
      expect((await page("/en/login")).status).toBe(200);
      const guest = await addToCart("DAL-0001-MILK");
      expect(guest.cart).toMatch(/^__Host-cart=~DAL-0001-MILK:1:\d+$/);
      expect((await cartPage(guest.cart)).html).toContain('href="/en/checkout"');
      // A member's token cannot be checked: the browser keeps the cart until it can.
      const member = await addToCart("DAL-0001-MILK", `__Host-Http-at=${access}`);
      expect([member.status, member.cart]).toEqual([303, guest.cart]);
      await expectProblem(await login(), 503);
      await expectProblem(await get("/api/members/me", access), 503);
    });
    await eventually(async () => (await login()).status === 200);
    expect((await get("/api/members/me", access)).status).toBe(200);
  });
});
