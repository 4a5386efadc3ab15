import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ERRORS, type ErrorCode } from "@edgemart/contracts/error";
import { problemResponse } from "@edgemart/worker-kit/problem";
import { describe, expect, test } from "vitest";
import type { WebConfig } from "../env.ts";
import type { Front } from "./front.ts";
import { memoryPageStore } from "./page-store.ts";
import { serve } from "./serve.ts";

const SHOP = "http://localhost:3000";
const API = join(import.meta.dirname, "../app/api");
/** Every address of the storefront that takes a form: a new one is walked the day it is born. */
const FORMS = readdirSync(API, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("route.ts"))
  .filter((file) => /function POST\b|POST =/.test(readFileSync(join(API, file), "utf8")))
  .map((file) => `/api/${file.replace(/\/route\.ts$/, "")}`);
const CODES = Object.keys(ERRORS) as ErrorCode[];

function frontThat(render: Front["render"]): Front {
  return {
    generation: async () => "1",
    // The parts of the configuration the front reads.
    config: { SHOP_ORIGIN: SHOP, COOKIES_WITHOUT_PREFIX: false } as unknown as WebConfig,
    pages: memoryPageStore(1_000),
    render,
    waitUntil: () => undefined,
  };
}
const refuses = (code: ErrorCode) =>
  frontThat(async () =>
    problemResponse({ code, retryAfterSeconds: 7 }, { requestId: "r", instance: "/x" }),
  );
const BROWSER = {
  accept: "text/html,application/xhtml+xml,*/*;q=0.8",
  "sec-fetch-mode": "navigate",
};
function posted(path: string, headers: Record<string, string>): Request {
  return new Request(SHOP + path, {
    method: "POST",
    headers: {
      "sec-fetch-site": "same-origin",
      "content-type": "application/x-www-form-urlencoded",
      referer: `${SHOP}/en/account?x=1`,
      ...headers,
    },
    body: "a=1",
  });
}

describe("a refused form", () => {
  test("there are forms to walk", () => {
    expect(FORMS.length).toBeGreaterThanOrEqual(20);
    expect(FORMS).toContain("/api/admin/pictures");
  });
  test.each(FORMS)(
    "%s ends on a page, whatever the problem, and keeps its status",
    async (path) => {
      for (const code of CODES) {
        const answer = await serve(posted(path, BROWSER), refuses(code));
        const text = await answer.text();
        expect([code, answer.status]).toEqual([code, ERRORS[code].status]);
        expect(answer.headers.get("content-type"), code).toMatch(/^text\/html/);
        expect(answer.headers.get("content-security-policy")).not.toContain("unsafe");
        expect(text).toMatch(/<html lang="en">.*<h1>[^<]{5,}<\/h1><p>[^<]{20,}<\/p>/s);
        expect(text).toContain('href="/en/account?x=1"');
        expect(text).not.toContain(code);
      }
    },
  );
  test.each(FORMS)("%s tells a script the problem as data", async (path) => {
    const answer = await serve(posted(path, { "x-bff": "1" }), refuses("rate_limited"));
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "7"]);
    expect(await answer.json()).toMatchObject({ code: "rate_limited" });
  });
  test("a foreign post is refused with a page too, in the visitor's language and without its address", async () => {
    const foreign = {
      ...BROWSER,
      "sec-fetch-site": "cross-site",
      referer: "https://evil.example/ko/",
    };
    const answer = await serve(
      posted("/api/account/profile", { ...foreign, "accept-language": "ko" }),
      refuses("internal"),
    );
    const text = await answer.text();
    expect([answer.status, text.includes('lang="ko"')]).toEqual([403, true]);
    expect(text).not.toContain("evil");
    expect(text).toContain('href="/ko"');
  });
  test("a wait the platform asks for is passed on", async () => {
    const answer = await serve(posted("/api/session/login", BROWSER), refuses("rate_limited"));
    expect(answer.headers.get("retry-after")).toBe("7");
  });
});

describe("an answered form", () => {
  const done = frontThat(async () => {
    const headers = new Headers({ location: "/en/admin/brands#notice" });
    headers.append("set-cookie", "a=1; Path=/");
    headers.append("set-cookie", "b=2; Path=/");
    return new Response(null, { status: 303, headers });
  });
  test("leads a browser on, and tells a script where, with the same cookies", async () => {
    const browser = await serve(posted("/api/admin/brand", BROWSER), done);
    expect([browser.status, browser.headers.get("location")]).toEqual([
      303,
      "/en/admin/brands#notice",
    ]);
    const script = await serve(posted("/api/admin/brand", { "x-bff": "1" }), done);
    expect([script.status, await script.json()]).toEqual([
      200,
      { location: "/en/admin/brands#notice" },
    ]);
    expect(script.headers.getSetCookie()).toEqual(browser.headers.getSetCookie());
    expect(script.headers.get("location")).toBeNull();
  });
});
