import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import type { WebConfig } from "../env.ts";
import { PAGES } from "../pages.ts";
import type { Front } from "./front.ts";
import { memoryPageStore } from "./page-store.ts";
import { serve } from "./serve.ts";

const SHOP = "http://localhost:3000";

/** A front whose pages say how often they were rendered. */
function frontOf(answer?: (request: Request, times: number) => Response) {
  const seen: Request[] = [];
  const later: Promise<unknown>[] = [];
  const state = { generation: "1", parts: null as string | null };
  const front: Front = {
    generation: async () => state.generation,
    config: {
      ENVIRONMENT: "local",
      SHOP_ORIGIN: SHOP,
      NEXT_PUBLIC_CDN_DOMAIN: "http://localhost:8001",
      PAYMENT_PAGE_ORIGIN: "http://localhost:54332",
      COOKIES_WITHOUT_PREFIX: false,
      PAGE_FRESH_SECONDS: 60,
      PAGE_STALE_SECONDS: 600,
      PAGE_STALE_IF_ERROR_SECONDS: 86_400,
      // The parts of the configuration the front reads.
    } as unknown as WebConfig,
    pages: memoryPageStore(1_000_000),
    async render(request, hear) {
      seen.push(request);
      if (state.parts !== null) hear?.(state.parts);
      return answer?.(request, seen.length) ?? html(`<p>${seen.length}</p>`);
    },
    waitUntil: (work) => void later.push(work),
  };
  return { front, seen, later, state };
}

/** Addresses of the routes of a folder that take a POST. */
function postRoutesIn(folder: string, path: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = join(folder, entry.name);
    if (entry.isDirectory()) return postRoutesIn(at, `${path}/${entry.name}`);
    const takesPost = entry.name === "route.ts" && / POST\b/.test(readFileSync(at, "utf8"));
    return takesPost ? [path] : [];
  });
}

const html = (text: string, status = 200) =>
  new Response(text, { status, headers: { "content-type": "text/html; charset=utf-8" } });
const get = (path: string, headers: Record<string, string> = {}) =>
  new Request(SHOP + path, { headers });

describe("storefront 11, 17: shared pages", () => {
  test("are rendered once and then served from finished bytes, whoever asks", async () => {
    const { front, seen } = frontOf();
    const first = await serve(get("/ko"), front);
    const second = await serve(get("/ko", { cookie: "__Host-Http-at=x" }), front);
    expect([first.headers.get("x-cache"), second.headers.get("x-cache")]).toEqual(["MISS", "HIT"]);
    expect(await second.text()).toBe(await first.text());
    expect(second.headers.get("content-security-policy")).toContain("script-src 'self'");
    expect(seen).toHaveLength(1);
  });
  test("a new generation renders anew, before anybody is shown the old page", async () => {
    const { front, seen, state } = frontOf();
    const mark = async () => (await serve(get("/ko"), front)).headers.get("x-cache");
    expect([await mark(), await mark()]).toEqual(["MISS", "HIT"]);
    for (const generation of ["2", "3"]) {
      state.generation = generation;
      expect([await mark(), await mark()]).toEqual(["MISS", "HIT"]);
    }
    expect(seen).toHaveLength(3);
  });
  test("a stale page is answered at once while one request renews it", async () => {
    vi.useFakeTimers();
    try {
      const { front, seen, later } = frontOf();
      await serve(get("/ko"), front);
      vi.advanceTimersByTime(61_000);
      const stale = await Promise.all([1, 2, 3].map(() => serve(get("/ko"), front)));
      expect(stale.map((response) => response.headers.get("x-cache"))).toEqual([
        "STALE",
        "STALE",
        "STALE",
      ]);
      await Promise.all(later);
      expect(seen).toHaveLength(2);
      expect(await (await serve(get("/ko"), front)).text()).toBe("<p>2</p>");
      vi.advanceTimersByTime(661_000);
      expect((await serve(get("/ko"), front)).headers.get("x-cache")).toBe("MISS");
    } finally {
      vi.useRealTimers();
    }
  });
  test.each([
    ["an outage", '<meta name="edgemart:page" content="outage"/>', 200, 503],
    ["a page with a missing part", '<meta name="edgemart:page" content="partial"/>', 200, 200],
    ["nothing found", "<p></p>", 404, 404],
  ])("%s is not kept", async (_, text, rendered, answered) => {
    const { front, seen } = frontOf(() => html(text, rendered));
    expect((await serve(get("/ko"), front)).status).toBe(answered);
    await serve(get("/ko"), front);
    expect(seen).toHaveLength(2);
  });
  test.each([
    ["outage", 503],
    ["partial", 200],
  ])("the router's payload of a page that says %s is not kept either", async (kind, status) => {
    const payload = `0:["$","meta",null,{"content":"${kind}","name":"edgemart:page"}]`;
    const type = { "content-type": "text/x-component" };
    const { front, seen } = frontOf(() => new Response(payload, { headers: type }));
    expect((await serve(get("/ko", { rsc: "1" }), front)).status).toBe(status);
    await serve(get("/ko", { rsc: "1" }), front);
    expect(seen).toHaveLength(2);
  });
  test("auth 69: a cookie set by a shared page goes nowhere", async () => {
    const { front } = frontOf(() => {
      const response = html("<p></p>");
      response.headers.set("set-cookie", "a=1");
      return response;
    });
    for (const _ of [1, 2])
      expect((await serve(get("/ko"), front)).headers.getSetCookie()).toEqual([]);
  });
  test("a known ETag gives 304 without a body, weak or strong", async () => {
    const { front } = frontOf();
    const etag = (await serve(get("/ko"), front)).headers.get("etag") ?? "";
    for (const tag of [etag, `W/${etag}`, `"x", ${etag}`, "*"]) {
      const again = await serve(get("/ko", { "if-none-match": tag }), front);
      expect([again.status, await again.text()]).toEqual([304, ""]);
    }
  });
  test("HEAD gets the headers of GET and no body", async () => {
    const { front } = frontOf();
    const head = await serve(new Request(`${SHOP}/ko`, { method: "HEAD" }), front);
    expect([head.status, await head.text(), head.headers.has("etag")]).toEqual([200, "", true]);
  });
});

describe("the front door", () => {
  test("auth 73: a forged unsafe request never reaches a handler", async () => {
    const { front, seen } = frontOf();
    const forged = new Request(`${SHOP}/api/session/logout`, {
      method: "POST",
      headers: {
        "sec-fetch-site": "cross-site",
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "",
    });
    const response = await serve(forged, front);
    expect([response.status, seen.length]).toEqual([403, 0]);
    expect(await response.json()).toMatchObject({ code: "csrf_rejected" });
  });
  test("orders 57.36: nor does one of any form there is, by any way of forging it", async () => {
    const { front, seen } = frontOf();
    const forms = postRoutesIn(join(import.meta.dirname, "../app/api"), "/api");
    expect(forms).toEqual(expect.arrayContaining(["/api/order/claim", "/api/points/charge"]));
    const forged: Record<string, string>[] = [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { origin: "https://evil.example" },
      {},
    ];
    const answers = forms.flatMap((path) =>
      forged.map(async (headers) => {
        const type = { "content-type": "application/x-www-form-urlencoded" };
        const init = { method: "POST", headers: { ...type, ...headers }, body: "a=1" };
        return (await serve(new Request(SHOP + path, init), front)).status;
      }),
    );
    expect([...new Set(await Promise.all(answers)), seen.length]).toEqual([403, 0]);
  });
  test("orders 54: only pages of the map lead a form to the payment page", async () => {
    const { front } = frontOf();
    const leading: string[] = [];
    for (const { path } of PAGES) {
      const page = await serve(get(`/ko${path.replaceAll(/:\w+/g, "a-1")}`), front);
      const policy = page.headers.get("content-security-policy") ?? "";
      const forms = /form-action ([^;]*)/.exec(policy)?.[1];
      if (forms !== "'self'") leading.push(`${path} ${forms}`);
    }
    const to = `'self' ${front.config.PAYMENT_PAGE_ORIGIN}`;
    expect(leading).toEqual([`/checkout/:order ${to}`, `/account/points ${to}`]);
  });
  test("pages take no unsafe method", async () => {
    const { front, seen } = frontOf();
    const headers = { "sec-fetch-site": "same-origin", "next-action": "x" };
    const response = await serve(
      new Request(`${SHOP}/ko`, { method: "POST", headers, body: "[]" }),
      front,
    );
    expect([response.status, response.headers.get("allow"), seen.length]).toEqual([
      405,
      "GET, HEAD",
      0,
    ]);
  });
  test("auth 65, attack 75: headers reserved for the platform are stripped", async () => {
    const { front, seen } = frontOf();
    const evil = {
      "x-middleware-subrequest": "middleware:middleware",
      "x-forwarded-host": "evil",
      "X-User-Id": "1",
    };
    await serve(get("/ko/login", evil), front);
    for (const name of Object.keys(evil)) expect(seen[0]?.headers.has(name)).toBe(false);
  });
  test.each(["/_next/image?url=https%3A%2F%2Fevil&w=640&q=75", "/wp-login.php", "/.env"])(
    "%s is nothing",
    async (path) => {
      const { front, seen } = frontOf();
      expect((await serve(get(path), front)).status).toBe(404);
      expect(seen).toHaveLength(0);
    },
  );
  test.each([
    ["/ko/products/%E0%A4%A", "/ko/unreadable"],
    ["/en/%ff", "/en/unreadable"],
  ])(
    "storefront 16: %s cannot be read, and is rendered as an address no page has",
    async (path, rendered) => {
      const { front, seen } = frontOf();
      await serve(get(path), front);
      expect(new URL(seen[0]?.url ?? "").pathname).toBe(rendered);
    },
  );
  test("a page Next could not render is an error, not an empty document", async () => {
    const { front } = frontOf(() => html('<html id="__next_error__">', 500));
    await expect(serve(get("/ko/login"), front)).rejects.toThrow("500");
  });
  test("in front of the development server pages render every time, with its errors and its scripts", async () => {
    const { front, seen } = frontOf((_, times) =>
      html("<script>eval(1)</script>", times > 1 ? 500 : 200),
    );
    const development = { ...front, pages: null };
    const first = await serve(get("/ko"), development);
    expect(first.headers.has("content-security-policy")).toBe(false);
    expect((await serve(get("/ko"), development)).status).toBe(500);
    expect(seen).toHaveLength(2);
  });
  test("every answer forbids framing and sniffing", async () => {
    const { front } = frontOf();
    for (const path of ["/", "/ko", "/ko/login", "/api/me", "/x.png"]) {
      const { headers } = await serve(get(path), front);
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    }
  });
  test("a form's message is taken away by the page that showed it, and by no prefetch", async () => {
    const { front } = frontOf();
    const cookie = "__Host-Http-flash=abc";
    const shown = await serve(get("/ko/login", { cookie }), front);
    expect(shown.headers.getSetCookie()[0]).toContain("Max-Age=0");
    const fetched = await serve(get("/ko/login", { cookie, rsc: "1" }), front);
    expect(fetched.headers.getSetCookie()).toEqual([]);
    const renewed = await serve(get("/ko/admin/brands", { cookie, rsc: "1" }), front);
    expect(renewed.headers.getSetCookie()[0]).toContain("Max-Age=0");
    const early = { cookie, rsc: "1", "next-router-prefetch": "1" };
    const prefetched = await serve(get("/ko/admin/brands", early), front);
    expect(prefetched.headers.getSetCookie()).toEqual([]);
  });
  test("a draft is taken away by the member's page that showed it, and outlives every redirect to the sign-in form", async () => {
    const { front } = frontOf((request) =>
      request.url.endsWith("/account/addresses/new")
        ? new Response(null, { status: 307, headers: { location: "/ko/login" } })
        : html("<p></p>"),
    );
    const cookie = "__Host-Http-draft=abc";
    const cleared = async (path: string) =>
      (await serve(get(path, { cookie }), front)).headers.getSetCookie();
    expect(await cleared("/ko/account/addresses/new")).toEqual([]);
    expect(await cleared("/ko/login")).toEqual([]);
    expect(await cleared("/ko/account")).toEqual([
      "__Host-Http-draft=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax",
    ]);
  });
  test("auth 57: a reset link leaves its secret in a cookie before any page is rendered", async () => {
    const { front, seen } = frontOf();
    const token = "a".repeat(43);
    const response = await serve(get(`/ko/reset?token=${token}`), front);
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect([response.status, response.headers.get("location")]).toEqual([303, "/ko/reset"]);
    expect(response.headers.getSetCookie()[0]).toContain(`__Host-Http-link=reset.${token}; `);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(seen).toHaveLength(0);
  });
  test.each([
    "/ko/account",
    "/en/account/addresses",
    "/ko/admin/members",
    "/ko/reset",
    "/ko/goodbye",
  ])("auth 69, attack 81: %s is kept by nobody", async (path) => {
    const { front, seen } = frontOf();
    const headers = { "if-none-match": "*" };
    for (let times = 1; times <= 2; times++) {
      const response = await serve(get(path, headers), front);
      expect([response.status, response.headers.get("cache-control")]).toEqual([
        200,
        "private, no-store",
      ]);
      expect(response.headers.has("etag") || response.headers.has("x-cache")).toBe(false);
      expect(seen).toHaveLength(times);
    }
  });
  test("health needs nothing behind it", async () => {
    const { front, seen } = frontOf();
    const response = await serve(get("/health"), front);
    expect(await response.json()).toEqual({ status: "ok", service: "web" });
    expect(seen).toHaveLength(0);
  });
});
