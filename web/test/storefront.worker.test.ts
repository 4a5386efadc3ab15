/** The built storefront in workerd with a gateway of our own: what only the real bundle can show. */

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { CONSENT_VERSIONS } from "@edgemart/contracts/consent";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { messagesOf } from "#messages/messages.ts";
import { PAGES, pageAt } from "#pages.ts";
import { builtWeb } from "./fake/built.ts";
import { FAKE_SERVICE_KEY } from "./fake/gateway.ts";
import { type Started, startWeb } from "./fake/start.ts";

const INLINE = /<script(?![^>]*(?:src=|ld\+json))[^>]*>([^<]*)<\/script>/g;
/** Where Korean law has the footer lead: the register of businesses. */
const BUSINESS_REGISTER = "https://www.ftc.go.kr";
let web: Started;
let bundle: string;

beforeAll(async () => {
  bundle = await builtWeb();
  const port = await freePort();
  web = await startWeb(bundle, port, {
    SHOP_ORIGIN: `http://127.0.0.1:${port}`,
    PAYMENT_ESCROW: "on",
  });
  // A build of the storefront, after what other files of the run are building.
}, 600_000);
afterAll(async () => {
  await web?.stop();
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** Every page that a guest sees, in both languages. */
// Pages of an order, and of a sign-in that waits for its code, are walked in the browser, where there can be one.
const OPEN = PAGES.filter(
  ({ identity, path }) =>
    identity !== "needed" && !path.includes(":order") && path !== "/login/code",
).flatMap(({ path }) => ["ko", "en"].map((lang) => `/${lang}${path.replace(":slug", "moon-jar")}`));
/** An id such as the rows of a list have. */
const idIn = (list: string) => `${PREFIXES[list] ?? list.slice(0, 3)}_01k9z3v5e8f0r9t2m4w6y8a1bc`;
const PREFIXES: Record<string, string> = { addresses: "adr", products: "prd", points: "mem" };
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(web.url + path, { headers, redirect: "manual" });
const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(web.url + path, {
    method: "POST",
    headers: { "sec-fetch-site": "same-origin", ...headers },
    body: new URLSearchParams(form),
    redirect: "manual",
  });
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
const login = (more: Record<string, string> = {}) =>
  post("/api/session/login", {
    email: "mina@example.com",
    password: "correct horse",
    lang: "ko",
    ...more,
  });

describe("storefront 12, 16, 17: pages", () => {
  // First of all, while no home page is kept.
  test("without its products the home page stands and is not kept", async () => {
    web.gateway.mode = "degraded";
    const poor = await get("/en");
    web.gateway.mode = "well";
    expect(poor.status).toBe(200);
    expect(await poor.text()).toContain("could not be loaded");
    expect(await (await get("/en")).text()).not.toContain("could not be loaded");
  });
  test.each(OPEN)(
    "%s is kept for everyone, listed and shown to guests as its row says",
    async (path) => {
      const [row, response] = [pageAt(path), await get(path)];
      const shared = row?.kind === "shared";
      expect(response.headers.has("x-cache")).toBe(shared);
      expect(response.headers.get("cache-control")).toBe(
        shared ? "public, max-age=0, must-revalidate" : "private, no-store",
      );
      const isHidden = /<meta(?=[^>]*name="robots")[^>]*noindex/.test(await response.text());
      expect(isHidden).toBe(row?.isIndexed !== true);
    },
  );
  test.each(PAGES.filter(({ identity }) => identity === "needed").map(({ path }) => path))(
    "%s sends a guest away, and is kept by no one",
    async (path) => {
      const asked = `/en${path
        .replace(/(\w+)\/:id\b/, (_, list) => `${list}/${idIn(list)}`)
        .replace(":code", "WELCOME10")
        .replace(/:\w+/, "a-1")}`;
      const response = await get(asked);
      expect(response.status).toBe(307);
      expect(response.headers.get("location")).toMatch(/^\/en\/(login\?return=|admin\/members$)/);
      expect(response.headers.get("cache-control")).toContain("no-store");
    },
  );
  test.each(OPEN)(
    "%s is whole without script, blocks no script of its own and asks nobody else",
    async (path) => {
      const response = await get(path);
      const text = await response.text();
      expect(response.status).toBe(200);
      expect(text.match(/<h1/g)).toHaveLength(1);
      expect(text).toContain(`<html lang="${path.slice(1, 3)}"`);
      const policy = response.headers.get("content-security-policy") ?? "";
      expect(policy).not.toContain("unsafe");
      for (const [, script = ""] of text.matchAll(INLINE)) {
        const hash = createHash("sha256").update(script).digest("base64");
        expect(policy).toContain(`'sha256-${hash}'`);
      }
      // A link makes no request until it is followed; all else is asked for by the page itself.
      const links = /<a\b[^>]*>/g;
      for (const [, origin] of text
        .replace(links, "")
        .matchAll(/(?:src|href)="(https?:\/\/[^/"]+)/g)) {
        expect([web.url, "http://localhost:8001"]).toContain(origin);
      }
      for (const [link] of text.matchAll(links)) {
        const [, origin = web.url] = /href="(https?:\/\/[^/"]+)/.exec(link) ?? [];
        expect([web.url, "http://localhost:8001", BUSINESS_REGISTER]).toContain(origin);
      }
    },
  );
  test("identity 47: the page of the code leads to the password while no sign-in waits for one", async () => {
    const response = await get("/ko/login/code?return=%2Fko%2Faccount");
    expect(response.status).toBe(307);
    expect(response.headers.get("location")).toBe("/ko/login?return=%2Fko%2Faccount");
  });
  test.each(["ko", "en"] as const)(
    "payments 31: the disclosure at the checkout names escrow when it is configured, in %s",
    async (lang) => {
      const text = await (await get(`/${lang}/checkout`)).text();
      const { escrow, escrowText } = messagesOf(lang).footer;
      expect(text).toContain(`<dt>${escrow}</dt>`);
      expect(text).toContain(escrowText);
    },
  );
  test("a public page costs the gateway one question, and none while it is fresh", async () => {
    const path = "/en/products/round-teapot";
    // The generation is asked for every 5 s, whatever is shown.
    const asked = () => web.gateway.calls.filter((call) => !call.path.endsWith("/generation"));
    const before = asked().length;
    const bodies = await Promise.all(
      [await get(path), await get(path, { cookie: "a=b" })].map((r) => r.text()),
    );
    expect(bodies[0]).toBe(bodies[1]);
    expect(asked().length - before).toBe(1);
  });
  test("an unknown page and an unknown product are 404 in their language", async () => {
    for (const [path, words] of [
      ["/ko/nope", "찾으시는 페이지가 없어요"],
      ["/en/products/nope", "cannot find that page"],
    ]) {
      const response = await get(path ?? "");
      expect(response.status).toBe(404);
      expect(await response.text()).toContain(words);
    }
  });
  test("without a gateway a page is a designed 503 and is not kept", async () => {
    web.gateway.mode = "away";
    const away = await get("/ko/products?q=away");
    web.gateway.mode = "well";
    expect([away.status, away.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await away.text()).toContain("잠시 연결이 원활하지 않아요");
    expect((await get("/ko/products?q=away")).status).toBe(200);
  });
});

/** A browser's cookies after an answer. */
function withCookies(before: string, response: Response): string {
  const jar = new Map(
    before
      .split("; ")
      .filter(Boolean)
      .map((pair) => [pair.split("=")[0] ?? "", pair]),
  );
  for (const cookie of response.headers.getSetCookie()) {
    const pair = cookie.split(";")[0] ?? "";
    if (/Max-Age=0/.test(cookie)) jar.delete(pair.split("=")[0] ?? "");
    else jar.set(pair.split("=")[0] ?? "", pair);
  }
  return [...jar.values()].join("; ");
}
const cartIn = (cookie: string) => /__Host-cart=([^;]*)/.exec(cookie)?.[1];
const change = (fields: Record<string, string>, cookie: string, script = false) =>
  post("/api/cart", { lang: "en", ...fields }, { cookie, ...(script ? { "x-bff": "1" } : {}) });

describe("storefront 25, 28: cart in the built Worker", () => {
  const MUG = "DALMAJI-MUG-ONE";
  const POT = "ROUND-TEAPOT-ONE";

  test("a guest's form fills the cookie and leads to the cart; a script gets the same as data", async () => {
    const added = await change({ do: "add", sku: MUG, quantity: "2" }, "");
    expect([added.status, added.headers.get("location")]).toEqual([303, "/en/cart?notice=added"]);
    const cookie = withCookies("", added);
    expect(cartIn(cookie)).toBe(`~${MUG}:2:26000`);
    const data = await change({ do: "set", sku: MUG, quantity: "3" }, cookie, true);
    expect(await data.json()).toMatchObject({
      cart: { lines: [{ sku: MUG, quantity: 3, unitMinor: 26_000 }] },
    });
    expect(cartIn(withCookies(cookie, data))).toBe(`~${MUG}:3:26000`);
  });

  test("A3: a change that saw another cart changes nothing, guest or member, and says so; posted twice it is done once", async () => {
    for (const who of ["guest", "member"]) {
      const before = who === "member" ? withCookies("", await login()) : "";
      const none = withCookies(before, await change({ do: "set", sku: MUG, to: "0" }, before));
      const shown = withCookies(none, await change({ do: "add", sku: MUG, quantity: "2" }, none));
      const five = { do: "set", sku: MUG, quantity: "5", saw: "2" };
      const newer = withCookies(shown, await change(five, shown));
      const again = await change(five, newer);
      expect(again.headers.get("location")).toBe("/en/cart");
      // A member's stale form comes with the stale copy as well: the row itself is asked.
      for (const cookie of who === "member" ? [newer, shown] : [newer]) {
        const stale = await change({ do: "set", sku: MUG, to: "3", saw: "2" }, cookie);
        expect(stale.headers.get("location")).toBe("/en/cart?notice=changed");
        expect(cartIn(withCookies(cookie, stale))).toContain(`${MUG}:5:`);
        const data = await change({ do: "set", sku: MUG, to: "3", saw: "2" }, cookie, true);
        expect(await data.json()).toMatchObject({
          ...{ problem: "changed", cart: { lines: [{ sku: MUG, quantity: 5 }] } },
        });
      }
      // One member, one cart: the next test begins with an empty one.
      await change({ do: "set", sku: MUG, to: "0" }, newer);
    }
  });

  test("A5: what was removed is put back where it was, once; B21: no quantity is a sentence and never a problem document", async () => {
    const one = withCookies("", await change({ do: "add", sku: MUG, quantity: "2" }, ""));
    const two = withCookies(one, await change({ do: "add", sku: POT, quantity: "3" }, one));
    const removed = await change({ do: "set", sku: MUG, to: "0", saw: "2" }, two);
    const told = new URL(removed.headers.get("location") ?? "", "http://shop");
    expect(Object.fromEntries(told.searchParams)).toEqual({
      ...{ notice: "removed", line: `${MUG}:2:26000`, at: "0" },
    });
    const left = withCookies(two, removed);
    const undo = { do: "restore", line: `${MUG}:2:26000`, at: "0" };
    const back = withCookies(left, await change(undo, left));
    expect([cartIn(left), cartIn(back)]).toEqual([
      cartIn(two)?.replace(`~${MUG}:2:26000`, ""),
      cartIn(two),
    ]);
    expect(cartIn(withCookies(back, await change({ ...undo, line: `${MUG}:9` }, back)))).toBe(
      cartIn(two),
    );
    for (const quantity of ["", "-1", "abc", "1.5", "100"]) {
      const refused = await change({ do: "set", sku: MUG, quantity }, two);
      expect(refused.headers.get("location")).toBe("/en/cart?notice=quantity");
      if (!quantity) continue;
      const added = await change({ do: "add", slug: "moon-jar", quantity }, two);
      expect(added.headers.get("location")).toBe("/en/products/moon-jar?notice=quantity#buy");
    }
  });

  test("a member's cart page shows the row as it is now, whatever older copy this browser holds", async () => {
    const one = withCookies("", await login());
    const old = withCookies(one, await change({ do: "add", sku: MUG, quantity: "2" }, one));
    const other = withCookies("", await login());
    await change({ do: "set", sku: MUG, to: "0", saw: "2" }, other);
    const now = withCookies(other, await change({ do: "add", sku: POT, quantity: "1" }, other));
    const page = await (await get("/en/cart", { cookie: old })).text();
    const lines = [...page.matchAll(/name="sku" value="([^"]+)"/g)].map(([, sku]) => sku);
    expect([...new Set(lines)]).toEqual([POT]);
    await change({ do: "set", sku: POT, to: "0" }, now);
  });

  test("A3: prices that were not shown are not agreed to", async () => {
    const old = `__Host-cart=~${MUG}:1:1~${POT}:1:2`;
    const agreed = await change({ do: "accept", seen: `${MUG}:26000` }, old);
    expect(cartIn(withCookies(old, agreed))).toBe(`~${MUG}:1:26000~${POT}:1:2`);
    const other = await change({ do: "accept", seen: `${MUG}:25999` }, old);
    expect(other.headers.get("location")).toBe("/en/cart?notice=changed");
    expect(other.headers.getSetCookie()).toEqual([]);
  });

  test("a form without script names options, and what cannot be bought is said", async () => {
    const options = { do: "add", slug: "gyeol-rice-bowl", "o.size": "l" };
    expect(cartIn(withCookies("", await change(options, "")))).toMatch(
      /^~GYEOL-RICE-BOWL-L:1:\d+$/,
    );
    const impossible = await change({ ...options, "o.size": "xxl" }, "");
    expect(impossible.headers.get("location")).toBe(
      "/en/products/gyeol-rice-bowl?notice=choose#buy",
    );
    const unknown = await change({ do: "add", sku: "NOBODY" }, "");
    expect(unknown.headers.get("location")).toBe("/en/cart?notice=gone");
    expect((await change({ do: "steal" }, "")).status).toBe(422);
    expect(
      (await get("/api/cart", { cookie: "__Host-cart=<script>~~%00~__proto__:1" })).status,
    ).toBe(200);
  });

  test("signing in keeps the cart, twice is once, and signing out takes it off the browser", async () => {
    const guest = withCookies("", await change({ do: "add", sku: POT, quantity: "2" }, ""));
    const signedIn = await post(
      "/api/session/login",
      { email: "mina@example.com", password: "correct horse", lang: "ko" },
      { cookie: guest },
    );
    const cookie = withCookies(guest, signedIn);
    expect(cartIn(cookie)).toMatch(new RegExp(`^\\d+~${POT}:2:`));
    const again = withCookies(
      guest,
      await post(
        "/api/session/login",
        { email: "mina@example.com", password: "correct horse", lang: "ko" },
        { cookie: guest },
      ),
    );
    expect(cartIn(again)).toBe(cartIn(cookie));
    const twice = await Promise.all([1, 2, 3].map(() => change({ do: "add", sku: POT }, cookie)));
    expect(twice.map(({ status }) => status)).toEqual([303, 303, 303]);
    const page = await get("/ko/cart", { cookie });
    expect(await page.text()).toContain('value="3"');
    expect(page.headers.get("cache-control")).toBe("private, no-store");
    const out = await post("/api/session/logout", { lang: "ko" }, { cookie });
    expect(out.headers.getSetCookie().some((each) => /^__Host-cart=;.*Max-Age=0/.test(each))).toBe(
      true,
    );
  });

  test("without member the cart goes on in the cookie, and is merged when member is back", async () => {
    const cookie = withCookies("", await login());
    web.gateway.mode = "member-away";
    const added = await change({ do: "add", sku: MUG, quantity: "4" }, cookie);
    const kept = withCookies(cookie, added);
    const page = await get("/en/cart", { cookie: kept });
    web.gateway.mode = "well";
    expect([added.status, page.status]).toEqual([303, 200]);
    expect(cartIn(kept)).toMatch(new RegExp(`^~.*${MUG}:4:`));
    const merged = withCookies(kept, await get("/api/cart?lang=en", { cookie: kept }));
    expect(cartIn(merged)).toMatch(new RegExp(`^\\d+~.*${MUG}:4:`));
  });

  test("without the catalog lines are kept, prices are not shown and nothing can be ordered", async () => {
    web.gateway.mode = "catalog-away";
    const added = await change({ do: "add", sku: MUG }, "");
    const cookie = withCookies("", added);
    const page = await (await get("/en/cart", { cookie })).text();
    web.gateway.mode = "well";
    expect([added.status, cartIn(cookie)]).toEqual([303, `~${MUG}:1`]);
    expect(page).toContain("cannot check prices and stock");
    expect(page).not.toContain('href="/en/checkout"');
    expect(await (await get("/en/cart", { cookie })).text()).toContain('href="/en/checkout"');
  });

  test("storefront 10, 17: the personal rail: for a member with a cart alone, on a page that is the same for everyone", async () => {
    const rail = async (cookie = "") => {
      const answer = await get("/api/home?lang=en", { cookie });
      expect(answer.headers.get("cache-control")).toBe("no-store");
      return [answer.status, ((await answer.json()) as { items: unknown[] }).items.length];
    };
    const guest = await get("/en");
    const member = cookieOf(await login());
    expect(await (await get("/en", { cookie: member })).text()).toBe(await guest.text());
    expect([await rail(), await rail("__Host-cart=~DAL-0001-WHITE:1:26000")]).toEqual([
      [200, 0],
      [200, 0],
    ]);
    await post("/api/cart", { do: "add", slug: "moon-jar", lang: "en" }, { cookie: member });
    expect(await rail(member)).toEqual([200, 4]);
    const body = await (await get("/api/home?lang=en", { cookie: member })).text();
    expect(body).not.toMatch(/token|민아|@|eyJ/);
    web.gateway.mode = "catalog-away";
    const away = await rail(member);
    web.gateway.mode = "well";
    expect(away).toEqual([503, 0]);
  });

  test("storefront 2: suggestions are data for everyone, and an outage suggests nothing", async () => {
    const found = await get("/api/suggest?lang=en&q=mug", { cookie: "a=b" });
    expect(await found.json()).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ kind: "product", href: "/en/products/dalmaji-mug" }),
      ]),
    });
    expect(found.headers.get("cache-control")).toBe("public, max-age=60");
    expect(await (await get(`/api/suggest?q=${"%00".repeat(300)}`)).json()).toEqual({ items: [] });
    web.gateway.mode = "away";
    const away = await get("/api/suggest?lang=en&q=pot");
    web.gateway.mode = "well";
    expect([away.status, await away.json(), away.headers.get("cache-control")]).toEqual([
      200,
      { items: [] },
      "no-store",
    ]);
  });
});

describe("auth 3.M in the built Worker", () => {
  test("auth 71, 73: a form signs in with 303 and cookies; no token is anywhere else", async () => {
    const response = await login({ remember: "on", return: "/ko/products/moon-jar" });
    expect([response.status, response.headers.get("location")]).toEqual([
      303,
      "/ko/products/moon-jar",
    ]);
    const names = response.headers.getSetCookie().map((cookie) => cookie.split("=")[0]);
    const session = ["__Host-Http-at", "__Host-Http-rt", "__Host-member"];
    // The member's cart comes along when there is something in it.
    expect(names.filter((name) => name !== "__Host-cart")).toEqual(session);
    expect(await response.text()).toBe("");
    const call = web.gateway.calls.findLast(({ path }) => path === "/api/auth/login");
    expect(call?.headers.authorization).toBe(`Basic ${FAKE_SERVICE_KEY}`);
    expect(call?.headers.cookie).toBeUndefined();
  });
  test("auth 74: what the browser gets of a session holds no token", async () => {
    const cookie = cookieOf(await login());
    const [access = "", refresh = ""] = cookie
      .split("; ")
      .map((pair) => pair.slice(pair.indexOf("=") + 1));
    for (const path of ["/api/me", "/ko", "/ko/login"]) {
      const response = await get(path, { cookie });
      const text = (await response.text()) + JSON.stringify([...response.headers]);
      expect(text).not.toContain(access);
      expect(text).not.toContain(refresh);
    }
  });
  test("auth 76: an absent access token is refreshed on the way to /api/me", async () => {
    const cookie = cookieOf(await login())
      .split("; ")
      .filter((pair) => !pair.includes("-at="))
      .join("; ");
    const response = await get("/api/me", { cookie });
    expect(await response.json()).toEqual({ member: { name: "민아", role: "member" } });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(cookieOf(response)).toContain("__Host-Http-at=");
  });
  test("auth 77: a dead session is cleared and /api/me is anonymous", async () => {
    const response = await get("/api/me", { cookie: "__Host-Http-rt=r1.forged" });
    expect(await response.json()).toEqual({ member: null });
    for (const cookie of response.headers.getSetCookie()) expect(cookie).toContain("Max-Age=0");
  });
  test("auth 79: logout is 303 to / and clears everything, even without a gateway", async () => {
    const cookie = cookieOf(await login());
    web.gateway.mode = "away";
    const response = await post("/api/session/logout", { lang: "ko" }, { cookie });
    web.gateway.mode = "well";
    expect([response.status, response.headers.get("location")]).toEqual([303, "/ko"]);
    expect(response.headers.get("clear-site-data")).toBe('"cache", "storage"');
    const gone = response.headers.getSetCookie().filter((c) => c.includes("Max-Age=0"));
    expect(gone.map((cookie) => cookie.split("=")[0])).toContain("__Host-cart");
    expect(gone).toHaveLength(4);
  });
  test("identity 56.65: on a shared computer no link, registration, sign-in at Google or waiting challenge stays", async () => {
    const waiting = ["link", "reg", "oidc", "mfa"].map((name) => `__Host-Http-${name}`);
    const cookie = [cookieOf(await login()), ...waiting.map((name) => `${name}=x`)].join("; ");
    const response = await post("/api/session/logout", { lang: "ko" }, { cookie });
    const gone = response.headers.getSetCookie().filter((c) => c.includes("Max-Age=0"));
    expect(gone.map((each) => each.split("=")[0])).toEqual(expect.arrayContaining(waiting));
  });
  test("attack 42: a session held before is ended by a new login", async () => {
    const planted = cookieOf(await login());
    await post(
      "/api/session/login",
      { email: "mina@example.com", password: "correct horse" },
      { cookie: planted },
    );
    const again = await get("/api/me", { cookie: planted.split("; ")[1] ?? "" });
    expect(await again.json()).toEqual({ member: null });
  });
  test.each(["/api/session/login", "/api/session/register", "/api/session/logout"])(
    "attack 44, 45, 47: %s takes neither GET nor a foreign form",
    async (path) => {
      expect((await get(path)).status).toBe(405);
      const foreign = await post(path, { email: "a" }, { "sec-fetch-site": "cross-site" });
      expect([foreign.status, foreign.headers.getSetCookie().length]).toEqual([403, 0]);
    },
  );
  test("attack 52: a form of 100 kB is 413 and never reaches auth", async () => {
    const before = web.gateway.calls.length;
    expect((await login({ junk: "x".repeat(100_000) })).status).toBe(413);
    expect(web.gateway.calls.length).toBe(before);
  });
  test("attack 88: a foreign return address falls back to the home page", async () => {
    for (const evil of ["//evil.example", "/\\evil.example", "https://evil.example"]) {
      expect((await login({ return: evil })).headers.get("location")).toBe("/ko");
    }
  });
  test("storefront 29, 31: a refused form keeps what was typed, says what is wrong once, and never keeps the password", async () => {
    const refused = await post("/api/session/register", {
      email: "mina@example.com",
      name: "민아",
      password: "a long enough phrase",
      lang: "ko",
      return: "/ko/products",
      ...CONSENT_VERSIONS,
    });
    expect(refused.headers.get("location")).toBe("/ko/register?return=%2Fko%2Fproducts#notice");
    const shown = await get("/ko/register", { cookie: cookieOf(refused) });
    const text = await shown.text();
    expect(text).toContain('value="mina@example.com"');
    expect(text).toContain("이미 가입된 이메일입니다");
    expect(text).not.toContain("a long enough phrase");
    expect(cookieOf(refused)).not.toContain(btoa("a long enough phrase").slice(0, 20));
    expect(shown.headers.getSetCookie()[0]).toMatch(/flash=;.*Max-Age=0/);
  });
  test("auth 9: the name of the service key is in no file for browsers", async () => {
    const assets = join(bundle, "assets");
    const files = (await readdir(assets, { recursive: true, withFileTypes: true })).filter((f) =>
      f.isFile(),
    );
    for (const file of files) {
      expect(await readFile(join(file.parentPath, file.name), "utf8")).not.toContain(
        "AUTH_BASIC_KEY",
      );
    }
    expect(files.length).toBeGreaterThan(5);
  });
});
