/** Cookies, sessions and forgery at the storefront's door: specs/auth.md 3.M against the running platform. */
import { asServer, newMember, ownAddress, PASSWORD, system } from "@edgemart/testkit/system";
import { beforeAll, describe, expect, test } from "vitest";
import { serverCall } from "./probe.ts";

const AT = "__Host-Http-at";
const RT = "__Host-Http-rt";
const DEVICE = "__Host-Http-dev";

const at = (path: string) => `${system().urls.web}${path}`;
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(at(path), { headers, redirect: "manual" });

/** Posts a form as the shop's own page does. */
function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(at(path), {
    method: "POST",
    headers: { "sec-fetch-site": "same-origin", "cf-connecting-ip": ownAddress(), ...headers },
    body: new URLSearchParams({ lang: "en", ...fields }),
    redirect: "manual",
  });
}

/** What a browser keeps of an answer. */
function jarOf(response: Response): Record<string, string> {
  return Object.fromEntries(
    response.headers.getSetCookie().map((cookie) => {
      const pair = cookie.split(";")[0] ?? "";
      return [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
    }),
  );
}
const header = (jar: Record<string, string>) =>
  Object.entries(jar)
    .map(([name, value]) => `${name}=${value}`)
    .join("; ");
const only = (jar: Record<string, string>, ...names: string[]) =>
  header(Object.fromEntries(names.map((name) => [name, jar[name] ?? ""])));

const signIn = (email: string, more: Record<string, string> = {}, headers = {}) =>
  post("/api/session/login", { email, password: PASSWORD, ...more }, headers);

let email: string;
let jar: Record<string, string>;
beforeAll(async () => {
  email = (await newMember()).email;
  jar = jarOf(await signIn(email));
});

describe("auth 71: the cookies of a session", () => {
  test("are Secure, HttpOnly, host-only, for the whole site and Lax; only the hint can be read, and holds nothing", async () => {
    const answer = await signIn(email, { remember: "on" });
    expect(answer.status).toBe(303);
    const cookies = answer.headers.getSetCookie();
    for (const name of [AT, RT, DEVICE]) {
      const cookie = cookies.find((each) => each.startsWith(`${name}=`)) ?? "";
      expect(cookie.split("; ").slice(1)).toEqual([
        "Path=/",
        expect.stringMatching(/^Max-Age=\d+$/),
        "Secure",
        "HttpOnly",
        "SameSite=Lax",
      ]);
    }
    expect(cookies.find((each) => each.startsWith("__Host-member="))).toMatch(
      /^__Host-member=remember; Path=\/; Max-Age=\d+; Secure; SameSite=Lax$/,
    );
    // The cart's cookie is no credential: what it holds is the visitor's to read (decision 0010).
    const others = cookies.filter((cookie) => !cookie.startsWith("__Host-cart="));
    expect(others).toHaveLength(4);
  });

  test("without remember the refresh token goes with the browser", async () => {
    const cookies = (await signIn(email)).headers.getSetCookie();
    expect(cookies.find((cookie) => cookie.startsWith(`${RT}=`))).not.toContain("Max-Age");
  });
});

describe("auth 72: tossed cookies", () => {
  test.each([
    ["twice", (rt: string) => `${RT}=${rt}; ${RT}=${rt}`],
    ["in another case beside it", (rt: string) => `${RT}=${rt}; ${RT.toLowerCase()}=evil`],
    ["in another case alone", (rt: string) => `${RT.toUpperCase()}=${rt}`],
    ["without its prefix", (rt: string) => `rt=${rt}`],
  ])("a refresh token that stands %s signs nobody in", async (_, cookie) => {
    const answer = await get("/api/me", { cookie: cookie(jar[RT] ?? "") });
    expect(await answer.json()).toEqual({ member: null });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });
});

describe("auth 74: tokens stay in their cookies", () => {
  test.each(["/en", "/en/account", "/en/account/security", "/en/account/data", "/api/me"])(
    "no page, payload or header of %s holds one",
    async (path) => {
      for (const headers of [{}, { rsc: "1" }] as Record<string, string>[]) {
        // Next sends a payload's caller to the payload's own address first.
        const answer = await fetch(at(path), { headers: { cookie: header(jar), ...headers } });
        expect([answer.status, new URL(answer.url).pathname]).toEqual([200, path]);
        const text = `${await answer.text()}\n${JSON.stringify([...answer.headers])}`;
        for (const name of [AT, RT, DEVICE]) expect(text).not.toContain(jar[name]);
        expect(text).not.toContain(system().serviceKey);
      }
    },
  );
});

describe("auth 75: what a browser sends to the platform", () => {
  test("its own Authorization is not passed on", async () => {
    const { accessToken } = await newMember();
    const answer = await get("/api/me", { authorization: `Bearer ${accessToken}` });
    expect(await answer.json()).toEqual({ member: null });
  });
});

describe("auth 76: refreshing", () => {
  test("thirty requests at once with one refresh token all go on, with one successor", async () => {
    const { email: own } = await newMember();
    const cookie = only(jarOf(await signIn(own)), RT);
    const answers = await Promise.all(Array.from({ length: 30 }, () => get("/api/me", { cookie })));
    const members = await Promise.all(answers.map((answer) => answer.json()));
    expect(members.filter(({ member }) => member === null)).toEqual([]);
    expect(new Set(answers.map((answer) => jarOf(answer)[RT])).size).toBe(1);
  });

  test("a page of the account is rendered for its member in the very request that refreshes", async () => {
    const { email: own } = await newMember();
    const answer = await get("/en/account", { cookie: only(jarOf(await signIn(own)), RT) });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(own);
    expect(Object.keys(jarOf(answer))).toEqual([AT, RT, "__Host-member"]);
    expect(answer.headers.get("cache-control")).toContain("no-store");
  });

  test.each([
    ["the browser", { "sec-purpose": "prefetch" }],
    ["Next", { rsc: "1", "next-router-prefetch": "1" }],
  ])("a prefetch by %s refreshes nothing", async (_, headers) => {
    const answer = await get("/api/me", { cookie: only(jar, RT), ...headers });
    expect(await answer.json()).toEqual({ member: null });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test("auth 77: a session that was ended elsewhere clears its cookies and asks to sign in", async () => {
    const { email: own } = await newMember();
    const kept = jarOf(await signIn(own));
    await asServer("/api/auth/logout", { refreshToken: kept[RT] });
    const answer = await get("/en/account", { cookie: only(kept, RT) });
    expect([answer.status, answer.headers.get("location")]).toEqual([
      307,
      "/en/login?return=%2Fen%2Faccount",
    ]);
    expect(jarOf(answer)).toEqual({ [AT]: "", [RT]: "", "__Host-member": "" });
  });
});

describe("auth 78: nothing in front of a page opens it", () => {
  test.each([
    ["attack 75", { "x-middleware-subrequest": "middleware:middleware:middleware:middleware" }],
    ["attack 74", { "x-user-id": "mem_01k9z3v5e8f0r9t2m4w6y8a1bc", "x-role": "admin" }],
    ["a forged token", { cookie: `${AT}=e30.eyJleHAiOjk5OTk5OTk5OTl9.c2ln` }],
  ])("%s", async (_, headers) => {
    for (const path of ["/en/account", "/en/admin/members"]) {
      const answer = await get(path, headers as Record<string, string>);
      expect(answer.status).toBe(307);
      expect(answer.headers.get("location")).toMatch(/^\/en\/login\?return=/);
    }
  });
});

describe("auth 79: logging out", () => {
  test("is 303 to the home page in the language of the form, clears everything but the device, and ends the session", async () => {
    const { email: own } = await newMember();
    const kept = jarOf(await signIn(own));
    const answer = await post("/api/session/logout", {}, { cookie: header(kept) });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/en"]);
    expect(answer.headers.get("clear-site-data")).toBe('"cache", "storage"');
    expect(jarOf(answer)).toMatchObject({ [AT]: "", [RT]: "", "__Host-member": "" });
    expect(jarOf(answer)).not.toHaveProperty(DEVICE);
    expect(await serverCall("/api/auth/refresh", { refreshToken: kept[RT] })).toEqual([
      401,
      "session_revoked",
    ]);
  });
});

describe("auth 26: a browser that has signed in before", () => {
  test("still may while strangers keep its account waiting; a tossed device counts for nothing", async () => {
    const { email: own } = await newMember();
    const device = only(jarOf(await signIn(own)), DEVICE);
    const wrong = { password: "not the password" };
    for (let failures = 0; failures < 6; failures++) await signIn(own, wrong);
    const flash = async (headers: Record<string, string>) => {
      const answer = await signIn(own, {}, headers);
      const text = jarOf(answer)["__Host-Http-flash"] ?? "";
      const code = text && JSON.parse(Buffer.from(text, "base64url").toString()).code;
      return [answer.headers.get("location"), code];
    };
    expect(await flash({})).toEqual(["/en/login#notice", "rate_limited"]);
    expect(await flash({ cookie: `${device}; ${device}` })).toEqual([
      "/en/login#notice",
      "rate_limited",
    ]);
    expect(await flash({ cookie: device })).toEqual(["/en", ""]);
    const again = await signIn(own, {}, { cookie: device });
    expect(again.status).toBe(303);
    expect(jarOf(again)).not.toHaveProperty(DEVICE);
  });
});
