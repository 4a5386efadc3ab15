import { ERRORS, type ErrorCode } from "@edgemart/contracts/error";
import { problemResponse } from "@edgemart/worker-kit/problem";
import { describe, expect, test } from "vitest";
import type { WebConfig } from "../env.ts";
import { readCookie } from "./cookies.ts";
import { needsIdentity, withSession } from "./with-session.ts";

const AT = "__Host-Http-at";
const RT = "__Host-Http-rt";

function jwt(expiresInSeconds: number): string {
  const exp = Math.floor(Date.now() / 1000) + expiresInSeconds;
  return `e30.${btoa(JSON.stringify({ exp })).replace(/=+$/, "")}.sig`;
}

const fresh = {
  accessToken: jwt(300),
  tokenType: "Bearer",
  expiresIn: 300,
  refreshToken: "r1.next",
  refreshExpiresIn: 1000,
  session: { id: "ses_01k9z3v5e8f0r9t2m4w6y8a1bc" },
  member: {
    id: "mem_01k9z3v5e8f0r9t2m4w6y8a1bc",
    email: "m@example.com",
    name: "M",
    role: "member",
    emailVerified: true,
  },
};

/** A gateway that answers every refresh in the same way and remembers what it was asked. */
function gatewayOf(answer: () => Response | Promise<Response>) {
  const asked: { url: string; init: RequestInit }[] = [];
  const config = {
    COOKIES_WITHOUT_PREFIX: false,
    AUTH_BASIC_KEY: "c2VydmljZTprZXk=",
    GATEWAY: {
      async fetch(url: string, init: RequestInit) {
        asked.push({ url, init });
        return answer();
      },
    },
    // The parts of the configuration a session reads.
  } as unknown as WebConfig;
  return { config, asked };
}

const renewing = () => gatewayOf(() => Response.json(fresh));
const failing = (code: ErrorCode) =>
  gatewayOf(() => problemResponse({ code }, { requestId: "r", instance: "/" }));

function ask(
  cookie: string,
  more: { path?: string; headers?: Record<string, string>; method?: string } = {},
) {
  const url = `http://localhost:3000${more.path ?? "/api/me"}`;
  return new Request(url, { method: more.method ?? "GET", headers: { cookie, ...more.headers } });
}

/** Answers 200 and keeps the requests that reached it. */
function page(answer: (request: Request) => Response = () => new Response("ok")) {
  const seen: Request[] = [];
  const next = async (request: Request) => {
    seen.push(request);
    return answer(request);
  };
  return { seen, next };
}

describe("auth 76: refresh around a request", () => {
  test("new cookies go onto the response and into the request on its way", async () => {
    const { config, asked } = renewing();
    const { seen, next } = page();
    const response = await withSession(ask(`${RT}=r1.old; x=1`), config, next);
    const cookie = seen[0]?.headers.get("cookie");
    expect(readCookie(cookie, AT)).toBe(fresh.accessToken);
    expect(readCookie(cookie, RT)).toBe("r1.next");
    expect(readCookie(cookie, "x")).toBe("1");
    expect(response.headers.getSetCookie().map((c) => c.split("=")[0])).toEqual([
      AT,
      RT,
      "__Host-member",
    ]);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(asked).toHaveLength(1);
  });
  test("the refresh carries the service key, the client's address and the request id", async () => {
    const { config, asked } = renewing();
    const headers = { "cf-connecting-ip": "203.0.113.7", "x-request-id": "request-0001" };
    await withSession(ask(`${RT}=r1.old`, { headers }), config, page().next);
    const sent = new Headers(asked[0]?.init.headers);
    expect(new URL(asked[0]?.url ?? "").pathname).toBe("/api/auth/refresh");
    expect(sent.get("authorization")).toBe("Basic c2VydmljZTprZXk=");
    expect(sent.get("x-internal-client-prefix")).toBe("203.0.113.7/32");
    expect(sent.get("cf-connecting-ip")).toBeNull();
    expect(sent.get("x-request-id")).toBe("request-0001");
    expect(asked[0]?.init.body).toBe('{"refreshToken":"r1.old"}');
  });
  test("a live access token is not refreshed", async () => {
    const { config, asked } = renewing();
    const response = await withSession(ask(`${AT}=${jwt(200)}; ${RT}=r1.old`), config, page().next);
    expect(asked).toHaveLength(0);
    expect(response.headers.getSetCookie()).toEqual([]);
  });
  test("an expired access token is", async () => {
    const { config, asked } = renewing();
    await withSession(ask(`${AT}=${jwt(-1)}; ${RT}=r1.old`), config, page().next);
    expect(asked).toHaveLength(1);
  });
  test("a token the gateway refuses is refreshed once and the request repeated once", async () => {
    const { config, asked } = renewing();
    const { seen, next } = page(() => new Response(null, { status: 401 }));
    const response = await withSession(ask(`${AT}=${jwt(200)}; ${RT}=r1.old`), config, next);
    expect([seen.length, asked.length, response.status]).toEqual([2, 1, 401]);
  });
  test("a page that would send to the sign-in form is refreshed and shown instead", async () => {
    const { config, asked } = renewing();
    const { seen, next } = page((request) => {
      const known = readCookie(request.headers.get("cookie"), AT) === fresh.accessToken;
      const location = "/ko/login?return=%2Fko%2Faccount";
      return known
        ? new Response("ok")
        : new Response(null, { status: 307, headers: { location } });
    });
    const cookie = `${AT}=${jwt(200)}; ${RT}=r1.old`;
    const response = await withSession(ask(cookie, { path: "/ko/account" }), config, next);
    expect([seen.length, asked.length, response.status]).toEqual([2, 1, 200]);
  });
  test("any other redirect is left alone", async () => {
    const { config, asked } = renewing();
    const { next } = page(
      () => new Response(null, { status: 307, headers: { location: "/ko/admin/members" } }),
    );
    const cookie = `${AT}=${jwt(200)}; ${RT}=r1.old`;
    await withSession(ask(cookie, { path: "/ko/admin" }), config, next);
    expect(asked).toHaveLength(0);
  });
  test("an unsafe request is never repeated", async () => {
    const { config, asked } = renewing();
    const { seen, next } = page(() => new Response(null, { status: 401 }));
    await withSession(ask(`${AT}=${jwt(200)}; ${RT}=r1.old`, { method: "POST" }), config, next);
    expect([seen.length, asked.length]).toEqual([1, 0]);
  });
  test.each([
    ["Next's router", { "next-router-prefetch": "1" }],
    ["the browser", { "sec-purpose": "prefetch;prerender" }],
  ])("a prefetch by %s does not refresh", async (_, headers) => {
    const { config, asked } = renewing();
    await withSession(ask(`${RT}=r1.old`, { headers }), config, page().next);
    expect(asked).toHaveLength(0);
  });
  test.each([
    "/ko",
    "/en/products",
    "/ko/products/moon-jar",
    "/ko/login",
    "/api/session/login",
    "/_next/x.js",
  ])("%s needs no identity and is left alone", async (path) => {
    const { config, asked } = renewing();
    expect(needsIdentity(path)).toBe(false);
    await withSession(ask(`${RT}=r1.old`, { path }), config, page().next);
    expect(asked).toHaveLength(0);
  });
  test("without a refresh token nothing is asked", async () => {
    const { config, asked } = renewing();
    await withSession(ask("x=1"), config, page().next);
    expect(asked).toHaveLength(0);
  });
  test("auth 72: a tossed refresh token is not used", async () => {
    const { config, asked } = renewing();
    await withSession(ask(`${RT}=a; ${RT}=b`), config, page().next);
    await withSession(ask(`${RT}=a; ${RT.toLowerCase()}=b`), config, page().next);
    expect(asked).toHaveLength(0);
  });
  test("auth 71: the refresh keeps whether the browser is remembered", async () => {
    const { config } = renewing();
    const age = async (hint: string) => {
      const cookie = `${RT}=r1.old; __Host-member=${hint}`;
      const response = await withSession(ask(cookie), config, page().next);
      return response.headers.getSetCookie()[1]?.includes("Max-Age=1000");
    };
    expect([await age("remember"), await age("session")]).toEqual([true, false]);
  });
  test("a response that ends the session itself has the last word", async () => {
    const { config } = renewing();
    const out = page(
      () => new Response(null, { headers: { "set-cookie": `${RT}=; Path=/; Max-Age=0` } }),
    );
    const response = await withSession(ask(`${RT}=r1.old`), config, out.next);
    const refresh = response.headers.getSetCookie().filter((cookie) => cookie.startsWith(`${RT}=`));
    expect(refresh).toEqual([`${RT}=; Path=/; Max-Age=0`]);
  });
});

describe("auth 77: a refresh that fails", () => {
  test.each(["refresh_invalid", "refresh_reused", "session_revoked"] as const)(
    "%s clears both cookies, on the response and on the way",
    async (code) => {
      const { seen, next } = page();
      const response = await withSession(
        ask(`${AT}=${jwt(-1)}; ${RT}=r1.old`),
        failing(code).config,
        next,
      );
      const cookies = response.headers.getSetCookie();
      for (const name of [AT, RT]) {
        expect(cookies.find((cookie) => cookie.startsWith(`${name}=;`))).toContain("Max-Age=0");
        expect(readCookie(seen[0]?.headers.get("cookie"), name)).toBeNull();
      }
    },
  );
  const others = (Object.keys(ERRORS) as ErrorCode[]).filter(
    (code) => !["refresh_invalid", "refresh_reused", "session_revoked"].includes(code),
  );
  test.each(others)("%s keeps them", async (code) => {
    const { seen, next } = page();
    const response = await withSession(
      ask(`${AT}=${jwt(-1)}; ${RT}=r1.old`),
      failing(code).config,
      next,
    );
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(readCookie(seen[0]?.headers.get("cookie"), RT)).toBe("r1.old");
    expect(readCookie(seen[0]?.headers.get("cookie"), AT)).toBeNull();
  });
  test.each<[string, () => Response | Promise<Response>]>([
    ["a broken connection", () => Promise.reject(new Error("reset"))],
    ["a timeout", () => Promise.reject(new DOMException("late", "TimeoutError"))],
    ["an answer that is not of the contract", () => Response.json({ accessToken: 1 })],
    ["a page of somebody else's", () => new Response("<html>", { status: 502 })],
  ])("attack 95: %s keeps them and the page goes on", async (_, answer) => {
    const { next, seen } = page();
    const response = await withSession(ask(`${RT}=r1.old`), gatewayOf(answer).config, next);
    expect([response.status, seen.length, response.headers.getSetCookie().length]).toEqual([
      200, 1, 0,
    ]);
  });
});
