/** Serves pages that are alike for everyone from finished bytes: fresh, stale while one request renews, or rendered. */
import { HEADER } from "@edgemart/contracts/headers";
import { encodeBase64Url } from "@edgemart/worker-kit/base64url";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { finish } from "./finish.ts";
import type { PageGeneration } from "./generation.ts";
import type { SharedPage } from "./page-key.ts";
import type { StoredPage } from "./page-store.ts";
import type { Front } from "./serve.ts";

/** How long one request is trusted to renew a stale page before another tries. */
const RENEWAL_MS = 10_000;

interface KeyedPage extends SharedPage {
  generation: PageGeneration;
}

/** @param asked the browser's own request, for its method and `If-None-Match` */
export async function serveShared(
  asked: Request,
  page: SharedPage,
  requestId: string,
  front: Front,
): Promise<Response> {
  const served = (kept: StoredPage, cache: string) =>
    answer(asked, kept, { requestId, cache: front.pages ? cache : "BYPASS" });
  const { config, pages } = front;
  const generation = await front.generation();
  const shared = { ...page, key: `${generation.value}\n${page.key}`, generation };
  const now = Date.now();
  const known = pages?.get(shared.key);
  const ageMs = known ? now - known.renderedAt : 0;
  if (known && ageMs < config.PAGE_FRESH_SECONDS * 1000) return served(known, "HIT");
  if (known && ageMs < (config.PAGE_FRESH_SECONDS + config.PAGE_STALE_SECONDS) * 1000) {
    if (known.renewedUntil < now) {
      known.renewedUntil = now + RENEWAL_MS;
      front.waitUntil(renew(shared, front));
    }
    return served(known, "STALE");
  }
  const rendered = await render(shared, front);
  return served(rendered, "MISS");
}

async function renew(shared: KeyedPage, front: Front): Promise<void> {
  try {
    await render(shared, front);
  } catch (thrown) {
    log("error", "web.renew", { reason: reasonOf(thrown) });
  }
}

async function render(shared: KeyedPage, front: Front): Promise<StoredPage> {
  const response = await finish(await front.render(shared.request()), front);
  const body = new Uint8Array(await response.arrayBuffer());
  const etag = await etagOf(body);
  const page: StoredPage = {
    status: response.status,
    headers: sharedHeaders(response, etag),
    body,
    etag,
    // Made of what may still be old behind: it is shown, and the next one who asks renews it.
    renderedAt: shared.generation.isSettled
      ? Date.now()
      : Date.now() - front.config.PAGE_FRESH_SECONDS * 1000,
    renewedUntil: 0,
  };
  const whole = response.status === 200 && !response.headers.has("x-page");
  if (whole && front.config.PAGE_FRESH_SECONDS > 0) front.pages?.put(shared.key, page);
  return page;
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

/** Headers are copied whole and two are added: a kept page costs little more than its bytes. */
function answer(
  asked: Request,
  { status, headers, body, etag }: StoredPage,
  { requestId, cache }: { requestId: string; cache: string },
): Response {
  const presented = status === 200 ? asked.headers.get("if-none-match") : null;
  const isKnown = presented !== null && names(presented, etag);
  const response = isKnown
    ? new Response(null, { status: 304, headers })
    : new Response(asked.method === "HEAD" ? null : body, { status, headers });
  if (isKnown) response.headers.delete("content-type");
  response.headers.set("x-cache", cache);
  response.headers.set(HEADER.requestId, requestId);
  return response;
}

/** A CDN that compresses makes a tag weak; comparison for 304 is weak anyway (RFC 9110 §13.1.2). */
function names(presented: string, etag: string): boolean {
  return presented.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

async function etagOf(body: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return `"${encodeBase64Url(digest.slice(0, 16))}"`;
}
