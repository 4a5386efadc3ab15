/** Attacks 42–47, 81, 82 and 88 of specs/auth.md on the storefront's own door, with everything behind it running. */
import { leakIn } from "@edgemart/testkit/leaks";
import { freshEmail, newMember, ownAddress, PASSWORD, system } from "@edgemart/testkit/system";
import { describe, expect, test } from "vitest";
import { probe } from "./probe.ts";

const OWN = { "sec-fetch-site": "same-origin" };
type Form = Record<string, string>;

async function ask(path: string, init: RequestInit = {}) {
  const headers = new Headers(init.headers);
  headers.set("cf-connecting-ip", ownAddress());
  const answer = await fetch(system().urls.web + path, { redirect: "manual", ...init, headers });
  const text = await answer.text();
  const told = [...answer.headers].filter(([name]) => name !== "set-cookie");
  expect(leakIn(path, answer.status, `${JSON.stringify(told)}\n${text}`)).toBeNull();
  return { status: answer.status, headers: answer.headers, text };
}

const form = (path: string, fields: Form, headers: HeadersInit = OWN) =>
  ask(path, { method: "POST", body: new URLSearchParams(fields), headers });
const logIn = (email: string, headers: Record<string, string> = {}, more: Form = {}) =>
  form(
    "/api/session/login",
    { email, password: PASSWORD, lang: "ko", ...more },
    { ...OWN, ...headers },
  );
const jar = (headers: Headers) =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0] ?? "")
    .filter((pair) => !pair.endsWith("="));
const me = (cookie: string) => ask("/api/me", { headers: { cookie } });
const isMember = async (cookie: string) => (await me(cookie)).text.includes('"role"');

async function browser() {
  const { email } = await newMember();
  const { headers } = await logIn(email, {}, { remember: "on" });
  return { email, cookies: jar(headers) };
}

describe("sessions of a browser", () => {
  test("attack 42: a session planted before a sign-in is neither kept nor used", async () => {
    const planted = await browser();
    const victim = await newMember();
    const { headers } = await logIn(victim.email, { cookie: planted.cookies.join("; ") });
    const own = jar(headers);
    const rt = (cookies: string[]) => cookies.find((pair) => pair.startsWith("__Host-Http-rt="));
    expect(rt(own)).toBeDefined();
    expect(rt(own)?.split(".")[1]).not.toBe(rt(planted.cookies)?.split(".")[1]);
    expect(await isMember(own.join("; "))).toBe(true);
    await expect
      .poll(() => isMember(rt(planted.cookies) ?? ""), { timeout: 10_000, interval: 500 })
      .toBe(false);
  });

  test("attack 43: a cookie that comes twice, in another case or from a sibling is none", async () => {
    const { cookies } = await browser();
    const at = cookies.find((pair) => pair.startsWith("__Host-Http-at=")) ?? "";
    const rt = cookies.find((pair) => pair.startsWith("__Host-Http-rt=")) ?? "";
    const other =
      (await browser()).cookies.find((pair) => pair.startsWith("__Host-Http-rt=")) ?? "";
    expect(await isMember(rt)).toBe(true);
    for (const cookie of [
      `${rt}; ${rt}`,
      `${rt}; ${other}`,
      `${rt}; ${other.replace("__Host-Http-rt", "__host-http-rt")}`,
      rt.replace("__Host-Http-rt", "__host-http-rt"),
      rt.replace("__Host-Http-rt", "rt"),
      rt.replace("__Host-Http-rt", "__Host-rt"),
      `${at}; ${at}`,
    ]) {
      expect([cookie.length, await isMember(cookie)]).toEqual([cookie.length, false]);
    }
  });
});

describe("requests from elsewhere", () => {
  const PATHS = ["/api/session/login", "/api/session/register", "/api/session/logout"];
  const shop = () => system().urls.web;
  const FORGED: [what: string, headers: () => Record<string, string>][] = [
    [
      "attacks 44, 45: another site",
      () => ({ "sec-fetch-site": "cross-site", origin: "https://evil.example" }),
    ],
    ["attack 44: a sibling", () => ({ "sec-fetch-site": "same-site", origin: shop() })],
    ["attack 44: no-cors", () => ({ "sec-fetch-site": "none", "sec-fetch-mode": "no-cors" })],
    [
      "attack 44: a claimed origin under a foreign site",
      () => ({ "sec-fetch-site": "cross-site", origin: shop() }),
    ],
    ["attacks 44, 45: nothing at all", () => ({})],
    ["attack 46: origin null", () => ({ origin: "null" })],
    ["attack 46: a longer host", () => ({ origin: `${shop()}.evil.example` })],
    ["attack 46: another port", () => ({ origin: shop().replace(/\d+$/, "444") })],
    [
      "attack 46: an upper-case host",
      () => ({ origin: shop().replace("http://l", "http://L").replace("127", "0127") }),
    ],
    ["attack 46: a path behind", () => ({ origin: `${shop()}/` })],
  ];

  test.each(FORGED)(
    "attacks 44–46: %s is 403 on every form, signed in or not",
    async (_what, headers) => {
      const { cookies, email } = await browser();
      for (const path of PATHS) {
        for (const cookie of ["", cookies.join("; ")]) {
          const refused = await form(path, { email, password: PASSWORD }, { ...headers(), cookie });
          expect([path, refused.status, refused.headers.getSetCookie()]).toEqual([path, 403, []]);
        }
      }
      expect(await isMember(cookies.join("; "))).toBe(true);
    },
  );

  test.each([
    ["text/plain JSON", '{"email":"a@example.com","password":"x"}', "text/plain"],
    ["an empty body", "", "text/plain"],
    ["JSON without x-bff", '{"email":"a@example.com","password":"x"}', "application/json"],
  ])("attack 44: %s of the shop's own page is 403 too", async (_what, body, type) => {
    for (const path of PATHS) {
      const refused = await ask(path, {
        method: "POST",
        body,
        headers: { ...OWN, "content-type": type },
      });
      expect(refused.status).toBe(403);
    }
  });

  test("attack 47: GET signs nobody in or out", async () => {
    const { cookies } = await browser();
    for (const path of PATHS) {
      const got = await ask(path, { headers: { cookie: cookies.join("; ") } });
      expect([path, got.status, got.headers.getSetCookie()]).toEqual([path, 405, []]);
    }
    expect(await isMember(cookies.join("; "))).toBe(true);
  });
});

describe("caches and addresses", () => {
  test.each([
    "/account/x.css",
    "/ko/account/x.css",
    "/ko/account/x.js",
    "/api/me/x.css",
    "/api/me;.js",
    "/api/me%0a.css",
    "/ko/account%0a.css",
    "/ko/account%3f.css",
    "/ko/account/%2e%2e/x.png",
  ])("attack 81: %s gives a signed-in browser nothing that is kept", async (path) => {
    const { cookies, email } = await browser();
    const answer = await ask(path, { headers: { cookie: cookies.join("; ") } });
    const isKept = !/no-store|private/.test(answer.headers.get("cache-control") ?? "");
    if (answer.status < 300) expect(isKept).toBe(false);
    const anonymous = await ask(path);
    expect(anonymous.text).not.toContain(email);
  });

  test("attack 82: what a request forges is not repeated, and the next visitor's page is clean", async () => {
    const evil = "evil-7f3a.example";
    const forged = {
      "x-forwarded-host": evil,
      "x-host": evil,
      "x-forwarded-proto": "gopher",
      "x-original-url": `/${evil}`,
      origin: `https://${evil}`,
      referer: `https://${evil}/`,
      cookie: `theme=${evil}; lang=${evil}`,
      "x-forwarded-for": evil,
    };
    for (const path of ["/ko", "/en/products", `/ko?utm_source=${evil}&q=1`, "/ko/login"]) {
      const poisoned = await ask(path, { headers: forged });
      if (!path.includes(evil)) expect(poisoned.text).not.toContain(evil);
      expect(JSON.stringify([...poisoned.headers])).not.toContain(evil);
      const next = await ask(path.split("?")[0] ?? path);
      expect(next.text).not.toContain(evil);
      expect(next.status).toBe(200);
    }
  });

  test.each([
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https://evil.example/ko",
    "javascript:alert(1)",
    "%2f%2fevil.example",
    "/%09/evil.example",
    "http://localhost@evil.example",
    "\u2028//evil.example",
  ])("attack 88: a sign-in that should return to %j stays in the shop", async (target) => {
    const { email } = await newMember();
    const { headers, status } = await logIn(email, {}, { return: target });
    expect(status).toBe(303);
    const location = headers.get("location") ?? "";
    expect(new URL(location, system().urls.web).origin).toBe(system().urls.web);
    expect(location.startsWith("/")).toBe(true);
    expect(location).not.toMatch(/^\/[/\\]/);
  });

  test("auth 75, 78: the storefront hands on no cookie, no foreign Bearer and no claim of the caller", async () => {
    const { accessToken } = await newMember();
    const headers = {
      authorization: `Bearer ${accessToken}`,
      "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware",
      "x-member-id": "mem_01k9z3v5e8f0r9t2m4w6y8a1bc",
      cookie: `at=${accessToken}; __Host-Http-at=x`,
    };
    expect((await ask("/api/me", { headers })).text).not.toContain('"role"');
    for (const path of ["/ko/account", "/ko/admin", "/en/account/orders"]) {
      const page = await ask(path, { headers });
      expect([path, page.text.includes("@example.com")]).toEqual([path, false]);
    }
  });

  test("auth 4, 73: what is asked of the API through the shop's own door finds no way there", async () => {
    for (const path of [
      "/api/auth/login",
      "/api/members",
      "/api/members/me",
      "/internal/credentials",
    ]) {
      const { status, text } = await ask(path, { headers: { "x-bff": "1", ...OWN } });
      // A page's path gets its language first, and is nothing then either.
      expect([path, status === 404 || status === 307]).toEqual([path, true]);
      expect(text).not.toContain("items");
    }
  });
});

test("attack 94: a wrong sign-in by the form tells no more than a wrong sign-in", async () => {
  const { email } = await newMember();
  const answers = [];
  for (const address of [email, freshEmail()]) {
    const { headers, status } = await form("/api/session/login", {
      email: address,
      password: "wrong horse",
      lang: "ko",
    });
    const flash = headers.getSetCookie().map((cookie) => cookie.split("=")[0]);
    answers.push([status, headers.get("location"), flash]);
  }
  expect(answers[0]).toEqual(answers[1]);
  expect((await probe(await fetch(`${system().urls.web}/api/session/login`))).status).toBe(405);
});
