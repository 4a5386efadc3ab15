/** A browser without script, as far as tests of outages need one: pages, forms, cookies, and what a page says of itself. */

import { type Account, freshCode } from "@edgemart/testkit/second-factor";

/** What a page is to its visitor: all of it, without a part that is named, or a designed page that says to come back. */
export type Shown = "whole" | "partial" | "closed";

/** A visitor of the storefront without JavaScript. */
export interface Shopper {
  get(path: string, cookie?: string): Promise<Response>;
  post(path: string, fields: Record<string, string>, cookie?: string): Promise<Response>;
  /** Gives the cookies of a signed-in browser. */
  signIn(account: Account): Promise<string>;
  /** What the page is; what it should not be is said in words. */
  shown(path: string, cookie: string): Promise<Shown | string>;
}

/** @param web origin of the storefront @param adminUrl PostgreSQL's, for administrators' codes */
export function shopperOf(web: () => string, adminUrl: () => string): Shopper {
  const shopper: Shopper = {
    get(path, cookie = "") {
      const signal = AbortSignal.timeout(25_000);
      return fetch(web() + path, { headers: { cookie }, redirect: "manual", signal });
    },
    post(path, fields, cookie = "") {
      return fetch(web() + path, {
        method: "POST",
        headers: { "sec-fetch-site": "same-origin", cookie },
        body: new URLSearchParams({ lang: "en", ...fields }),
        redirect: "manual",
        signal: AbortSignal.timeout(25_000),
      });
    },
    async signIn(account) {
      const { email, password } = account;
      const answer = await shopper.post("/api/session/login", { email, password });
      if (answer.status !== 303) throw new Error(`signing in answered ${answer.status}`);
      const cookies = withCookies("", answer);
      if (!account.totpSecret) return cookies;
      const code = await freshCode(account, adminUrl());
      return withCookies(cookies, await shopper.post("/api/session/code", { code }, cookies));
    },
    async shown(path, cookie) {
      const answer = await shopper.get(path, cookie);
      const html = await answer.text();
      const said = /<meta(?=[^>]* name="edgemart:page")[^>]* content="([a-z]+)"/.exec(html)?.[1];
      const kind: Shown = said === "outage" ? "closed" : said === "partial" ? "partial" : "whole";
      const isDesigned = html.split("<h1").length === 2 && html.includes("<footer");
      const isAsSent = answer.status === (kind === "closed" ? 503 : 200);
      return isDesigned && isAsSent ? kind : `${answer.status} ${answer.headers.get("location")}`;
    },
  };
  return shopper;
}

/** A browser's cookies after an answer. */
export function withCookies(before: string, answer: Response): string {
  const jar = new Map(before.split("; ").map((pair) => [pair.split("=")[0] ?? "", pair]));
  for (const cookie of answer.headers.getSetCookie()) {
    const pair = cookie.split(";")[0] ?? "";
    if (/Max-Age=0/.test(cookie)) jar.delete(pair.split("=")[0] ?? "");
    else jar.set(pair.split("=")[0] ?? "", pair);
  }
  return [...jar.values()].filter(Boolean).join("; ");
}
