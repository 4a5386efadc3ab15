/** Serves pages that are the same for everyone from finished bytes: fresh, stale while one request renews, or rendered. */
import { HEADER } from "@edgemart/contracts/headers";
import { isOlder } from "@edgemart/kept/generation";
import { encodeBase64Url } from "@edgemart/worker-kit/base64url";
import { isNoneOf } from "@edgemart/worker-kit/content-tag";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { finish } from "./finish.ts";
import type { Front } from "./front.ts";
import type { SharedPage } from "./page-key.ts";
import type { StoredPage } from "./page-store.ts";

interface Shown {
  page: StoredPage;
  /** False for an outage, and for a page that lacks a part. */
  isWhole: boolean;
  cache: "HIT" | "MISS" | "STALE" | "BYPASS";
}

/** @param asked the browser's own request, for its method and `If-None-Match` */
export async function serveShared(
  asked: Request,
  page: SharedPage,
  requestId: string,
  front: Front,
): Promise<Response> {
  const current = await front.generation();
  const make = () => render(page, current, front);
  const { pages } = front;
  if (!pages) return answer(asked, { ...(await make()), cache: "BYPASS" }, requestId);
  const kept = pages.get(page.key);
  const shown = await pages.renewals.answer<StoredPage, Shown>({
    key: page.key,
    kept,
    current,
    make,
    isMade: (made) => made.isWhole && !isFromBefore(made.page, kept, current),
    give: (given, how) => ({ page: given, isWhole: true, cache: how }),
    failed: (thrown) => log("error", "web.renew", { requestId, reason: reasonOf(thrown) }),
    later: front.waitUntil,
  });
  return answer(asked, shown, requestId);
}

/** Made, but of what was kept behind for an outage: no newer than the kept one, and not of now. */
function isFromBefore(made: StoredPage, kept: StoredPage | undefined, current: string): boolean {
  if (!kept || made.status !== 200 || made.generation === current) return false;
  return !isOlder(kept.generation, made.generation);
}

async function render(shared: SharedPage, current: string, front: Front): Promise<Shown> {
  // A page is as old as the oldest of what it was made of.
  let generation = current;
  const hear = (told: string) => {
    if (isOlder(told, generation)) generation = told;
  };
  const response = await finish(await front.render(shared.request(), hear), front);
  const body = new Uint8Array(await response.arrayBuffer());
  const etag = await etagOf(body);
  const { PAGE_FRESH_SECONDS, PAGE_STALE_SECONDS, PAGE_STALE_IF_ERROR_SECONDS } = front.config;
  const storedMs = Date.now();
  const freshUntilMs = storedMs + PAGE_FRESH_SECONDS * 1000;
  const staleUntilMs = freshUntilMs + PAGE_STALE_SECONDS * 1000;
  const page: StoredPage = {
    status: response.status,
    headers: sharedHeaders(response, etag),
    body,
    etag,
    generation,
    storedMs,
    freshUntilMs,
    staleUntilMs,
    errorUntilMs: staleUntilMs + PAGE_STALE_IF_ERROR_SECONDS * 1000,
  };
  const isWhole = response.status < 500 && !response.headers.has("x-page");
  if (isWhole && response.status === 200 && PAGE_FRESH_SECONDS > 0) {
    front.pages?.put(shared.key, page);
  }
  if (response.status === 404) front.pages?.drop(shared.key);
  return { page, isWhole, cache: "MISS" };
}

function sharedHeaders(response: Response, etag: string): Headers {
  const headers = new Headers(response.headers);
  // A shared page sets no cookie, whatever rendered it.
  headers.delete("set-cookie");
  headers.delete("x-page");
  if (response.status !== 200) {
    headers.set("cache-control", "no-store");
    return headers;
  }
  headers.set("cache-control", "public, max-age=0, must-revalidate");
  headers.set("etag", etag);
  return headers;
}

/** All headers are copied and two are added: a kept page costs little more than its bytes. */
function answer(
  asked: Request,
  { page: { status, headers, body, etag }, cache }: Shown,
  requestId: string,
): Response {
  const isKnown = status === 200 && isNoneOf(asked.headers.get("if-none-match"), etag);
  const response = isKnown
    ? new Response(null, { status: 304, headers })
    : new Response(asked.method === "HEAD" ? null : body, { status, headers });
  if (isKnown) response.headers.delete("content-type");
  response.headers.set("x-cache", cache);
  response.headers.set(HEADER.requestId, requestId);
  return response;
}

async function etagOf(body: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return `"${encodeBase64Url(digest.slice(0, 16))}"`;
}
