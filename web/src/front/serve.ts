/** The storefront's front door as one function: health, shared pages, forgery check, language, sessions, headers. */
import { HEADER } from "@edgemart/contracts/headers";
import { problemResponse } from "@edgemart/worker-kit/problem";
import { requestIdFrom } from "@edgemart/worker-kit/trace";
import type { WebConfig } from "../env.ts";
import { withWholeBody } from "../forms/posted/form-request.ts";
import { pageAt } from "../pages.ts";
import { isOwnRequest } from "../session/csrf.ts";
import { openedLink } from "../session/one-time-link.ts";
import { cookieNames } from "../session/session-cookies.ts";
import { withSession } from "../session/with-session.ts";
import { entered } from "./enter.ts";
import { finish } from "./finish.ts";
import { formAnswer } from "./form-answer.ts";
import { isFrameworkPath } from "./framework.ts";
import type { Front } from "./front.ts";
import { isHtml } from "./is-html.ts";
import { languagePath, localeOf, writtenLanguage } from "./language.ts";
import { movedPath } from "./moved.ts";
import { oidcReturn } from "./oidc-return.ts";
import { offlinePage } from "./outage-page.ts";
import { sharedPage } from "./page-key.ts";
import { paymentReturn } from "./payment-return.ts";
import { serveShared } from "./serve-shared.ts";
import { spendMessages } from "./spend-messages.ts";

/** Answers one browser request. @throws when a page could not be rendered */
export async function serve(request: Request, given: Front): Promise<Response> {
  const front = given.pages ? { ...given, render: rendered(given.render) } : given;
  const url = new URL(request.url);
  if (url.pathname === "/health") return health();
  const requestId = requestIdFrom(request.headers.get(HEADER.requestId));
  const shared = sharedPage(request, url, front.config.SHOP_ORIGIN, requestId);
  if (shared) return serveShared(request, shared, requestId, front);

  const clean = readable(entered(request, url, requestId), url);
  const refused = refusal(clean, url, front.config);
  if (refused) return formAnswer(clean, await finish(refused, front));
  const written = writtenLanguage(url.pathname);
  if (written) return finish(led(`${written}${url.search}`, 308), front);
  const moved = movedPath(url.pathname);
  if (moved) return finish(led(`${moved}${url.search}`, 308), front);
  const whole = await withWholeBody(clean);
  if ("refused" in whole) return finish(whole.refused, front);
  const languaged = languagePath(url.pathname, request.headers.get("accept-language"));
  if (languaged) return finish(led(`${languaged}${url.search}`), front);

  const offline = /^\/(ko|en)\/offline$/.exec(url.pathname);
  if (offline) return offlinePage(offline[1] === "en" ? "en" : "ko");
  const link = openedLink(url, cookieNames(front.config.COOKIES_WITHOUT_PREFIX).link);
  if (link) return finish(keepToken(link), front);

  const back = oidcReturn(url) ?? (request.method === "GET" ? paymentReturn(url) : null);
  const wanted = back ? new Request(back, whole.request) : whole.request;
  const made = await withSession(wanted, front.config, (passed) => front.render(passed));
  // Next answers an API address it does not know with a page.
  const isNoAddress =
    made.status === 404 && url.pathname.startsWith("/api/") && isHtml(made.headers);
  if (isNoAddress) await made.body?.cancel();
  const forms = formOrigins(url.pathname, front.config);
  const response = await finish(isNoAddress ? nothingAt(clean, url) : made, front, forms);
  response.headers.set(HEADER.requestId, requestId);
  return spendMessages(clean, await formAnswer(clean, response), front.config);
}

/** Where forms of a page may lead, besides the shop. */
function formOrigins(pathname: string, config: WebConfig): string[] {
  const page = pageAt(pathname);
  const { OIDC_ORIGIN: google, PAYMENT_PAGE_ORIGIN: paymentPage } = config;
  return [
    ...(page?.pays && paymentPage ? [paymentPage] : []),
    ...(page?.signsIn && google ? [google] : []),
  ];
}

/** Files that are made like pages. */
const FILE_PAGE =
  /^\/(robots\.txt|\.well-known\/security\.txt|sitemap\.xml|sitemaps\/[a-z]{1,20}(-\d{1,3})?\.xml)$/;

/** Next answers a failed render with an empty document that only script could fill: that is no page. */
function rendered(render: Front["render"]): Front["render"] {
  return async (request, hear) => {
    const response = await render(request, hear);
    if (response.status < 500 || !isHtml(response.headers)) return response;
    await response.body?.cancel();
    throw new Error(`the page answered ${response.status}`);
  };
}

function health(): Response {
  return Response.json(
    { status: "ok", service: "web" },
    { headers: { "cache-control": "no-store" } },
  );
}

/** An address that is not UTF-8 belongs to no page: Next would answer it with a bare 500. It becomes one that no page has. */
function readable(request: Request, url: URL): Request {
  try {
    decodeURIComponent(url.pathname);
    return request;
  } catch {
    url.pathname = `${localeOf(url.pathname) ? url.pathname.slice(0, 3) : ""}/unreadable`;
    return new Request(url, request);
  }
}

function refusal(request: Request, url: URL, config: WebConfig): Response | null {
  const place = {
    requestId: request.headers.get(HEADER.requestId) ?? "",
    instance: url.pathname,
  };
  const safe = request.method === "GET" || request.method === "HEAD";
  if (!safe && !url.pathname.startsWith("/api/")) {
    return problemResponse({ code: "method_not_allowed" }, place, { allow: "GET, HEAD" });
  }
  if (!isOwnRequest(request, config.SHOP_ORIGIN)) {
    return problemResponse({ code: "csrf_rejected" }, place);
  }
  return isNoPage(url.pathname) ? nothingAt(request, url) : null;
}

/** Pictures come from the image CDN alone; Next's own addresses stay shut. A file that is no asset is nothing. */
function isNoPage(path: string): boolean {
  if (FILE_PAGE.test(path)) return false;
  if (isFrameworkPath(path) || path === "/api" || path === "/api/") return true;
  return !localeOf(path) && /\.[a-z0-9]{1,12}$/i.test(path);
}

function nothingAt(request: Request, url: URL): Response {
  const requestId = request.headers.get(HEADER.requestId) ?? "";
  return problemResponse({ code: "not_found" }, { requestId, instance: url.pathname });
}

/** Leads to another address, which may depend on the language. */
function led(location: string, status = 307): Response {
  const headers = { location, vary: "accept-language", "cache-control": "no-store" };
  return new Response(null, { status, headers });
}

function keepToken({ location, cookie }: { location: string; cookie: string }): Response {
  const headers = {
    ...{ location, "set-cookie": cookie, "cache-control": "no-store" },
    "referrer-policy": "no-referrer",
  };
  return new Response(null, { status: 303, headers });
}
