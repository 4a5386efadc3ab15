/** Keeps a browser's session alive around a request: the one place where tokens are refreshed. No Worker-only import. */
import { SessionTokens } from "@edgemart/contracts/auth";
import { log } from "@edgemart/worker-kit/log";
import { callerOf, callGateway } from "../api/call-gateway.ts";
import type { WebConfig } from "../env.ts";
import { pageAt } from "../pages.ts";
import { looksExpired } from "./access-token.ts";
import { readCookie, replaceCookies } from "./cookies.ts";
import {
  type CookieNames,
  clearedCookies,
  cookieNames,
  sessionCookies,
} from "./session-cookies.ts";

type Next = (request: Request) => Promise<Response>;
type Refreshed =
  | { kind: "renewed"; tokens: SessionTokens }
  /** The session is over: both cookies go. */
  | { kind: "ended" }
  /** No answer: cookies stay, the request goes on without an access token. */
  | { kind: "away" };

/**
 * Runs `next` with a live access token where the browser's session allows one.
 *
 * New cookies go onto the response and into the request on its way, so that what renders sees them. Every request
 * refreshes for itself: on Workers a promise of another request must not be awaited, and auth answers all holders of
 * one refresh token with the same successor for 30 s.
 *
 * @param next renders the request; may be called twice for a safe request whose token the gateway refused
 * @see specs/auth.md items 76, 77
 */
export async function withSession(
  request: Request,
  config: WebConfig,
  next: Next,
): Promise<Response> {
  if (!needsIdentity(new URL(request.url).pathname)) return next(request);
  const names = cookieNames(config.COOKIES_WITHOUT_PREFIX);
  const cookie = request.headers.get("cookie");
  const refreshToken = readCookie(cookie, names.refresh);
  if (!refreshToken || isPrefetch(request.headers)) return next(request);

  const access = readCookie(cookie, names.access);
  const dead = !access || looksExpired(access, Math.floor(Date.now() / 1000));
  if (!dead) {
    const response = await next(request);
    const safe = request.method === "GET" || request.method === "HEAD";
    if (!safe || !wantsSignIn(response)) return response;
    await response.body?.cancel();
  }
  const refreshed = await refresh(request, refreshToken, config);
  const forwarded = withCookies(request, names, refreshed);
  return addCookies(await next(forwarded), cookiesAfter(refreshed, names, cookie));
}

/** Tells whether a path shows or does something for one member; all other pages are the same for everyone. */
export function needsIdentity(path: string): boolean {
  return /^\/api\/(?!(session|suggest)(\/|$))/.test(path) || pageAt(path)?.identity !== undefined;
}

/** A call says 401; a page sends to the sign-in form. Either way the token was refused. */
function wantsSignIn(response: Response): boolean {
  if (response.status === 401) return true;
  const location = response.headers.get("location") ?? "";
  const path = URL.canParse(location, "https://shop.invalid")
    ? new URL(location, "https://shop.invalid").pathname
    : "";
  return response.status === 307 && /^\/(ko|en)\/login$/.test(path);
}

function isPrefetch(headers: Headers): boolean {
  return headers.has("next-router-prefetch") || /prefetch/.test(headers.get("sec-purpose") ?? "");
}

async function refresh(
  request: Request,
  refreshToken: string,
  config: WebConfig,
): Promise<Refreshed> {
  const caller = callerOf(request.headers);
  const answer = await callGateway(config.GATEWAY, caller, SessionTokens, {
    method: "POST",
    path: "/api/auth/refresh",
    credential: { scheme: "Basic", value: config.AUTH_BASIC_KEY },
    body: { refreshToken },
  });
  if (answer.ok) return { kind: "renewed", tokens: answer.value };
  const { code } = answer.error;
  log("info", "web.refresh", { requestId: caller.requestId, code });
  const over =
    code === "session_revoked" || code === "refresh_invalid" || code === "refresh_reused";
  return { kind: over ? "ended" : "away" };
}

function withCookies(request: Request, names: CookieNames, refreshed: Refreshed): Request {
  const values =
    refreshed.kind === "renewed"
      ? {
          [names.access]: refreshed.tokens.accessToken,
          [names.refresh]: refreshed.tokens.refreshToken,
        }
      : { [names.access]: null, ...(refreshed.kind === "ended" ? { [names.refresh]: null } : {}) };
  const headers = new Headers(request.headers);
  headers.set("cookie", replaceCookies(request.headers.get("cookie"), values));
  return new Request(request, { headers });
}

function cookiesAfter(refreshed: Refreshed, names: CookieNames, cookie: string | null): string[] {
  if (refreshed.kind === "away") return [];
  if (refreshed.kind === "ended") return clearedCookies(names);
  return sessionCookies(names, refreshed.tokens, readCookie(cookie, names.hint) === "remember");
}

/** Appends cookies; a response that sets or clears a session itself (a logout) has the last word. */
function addCookies(response: Response, cookies: string[]): Response {
  if (cookies.length === 0) return response;
  const headers = new Headers(response.headers);
  const own = new Set(headers.getSetCookie().map(nameOf));
  for (const cookie of cookies) if (!own.has(nameOf(cookie))) headers.append("set-cookie", cookie);
  headers.set("cache-control", "no-store");
  return new Response(response.body, {
    status: response.status,
    statusText: response.statusText,
    headers,
  });
}

function nameOf(setCookie: string): string {
  return setCookie.slice(0, setCookie.indexOf("="));
}
