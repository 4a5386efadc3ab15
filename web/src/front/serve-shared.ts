/** Serves pages that are alike for everyone from finished bytes: fresh, stale while one request renews, or rendered. */
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
  front: Front,
): Promise<Response> {
  const { config, pages } = front;
  const generation = await front.generation();
  const shared = { ...page, key: `${generation.value}\n${page.key}`, generation };
  const now = Date.now();
  const known = pages?.get(shared.key);
  const ageMs = known ? now - known.renderedAt : 0;
  if (known && ageMs < config.PAGE_FRESH_SECONDS * 1000) return answer(asked, known, "HIT", front);
  if (known && ageMs < (config.PAGE_FRESH_SECONDS + config.PAGE_STALE_SECONDS) * 1000) {
    if (known.renewedUntil < now) {
      known.renewedUntil = now + RENEWAL_MS;
      front.waitUntil(renew(shared, front));
    }
    return answer(asked, known, "STALE", front);
  }
  const rendered = await render(shared, front);
  return answer(asked, rendered, "MISS", front);
}

async function renew(shared: KeyedPage, front: Front): Promise<void> {
  try {
    await render(shared, front);
  } catch (thrown) {
    log("error", "web.renew", { reason: reasonOf(thrown) });
  }
}

async function render(shared: KeyedPage, front: Front): Promise<StoredPage> {
  const response = await finish(await front.render(shared.request), front);
  const body = new Uint8Array(await response.arrayBuffer());
  const page: StoredPage = {
    status: response.status,
    // A shared page sets no cookie, whatever rendered it.
    headers: [...response.headers].filter(([name]) => name !== "set-cookie"),
    body,
    etag: await etagOf(body),
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

function answer(asked: Request, page: StoredPage, cache: string, front: Front): Response {
  const headers = new Headers(page.headers);
  headers.delete("x-page");
  headers.set("x-cache", front.pages ? cache : "BYPASS");
  headers.set("x-request-id", asked.headers.get("x-request-id") ?? "");
  if (page.status !== 200) {
    headers.set("cache-control", "no-store");
    return new Response(bodyFor(asked, page), { status: page.status, headers });
  }
  headers.set("cache-control", "public, max-age=0, must-revalidate");
  headers.set("etag", page.etag);
  const presented = asked.headers.get("if-none-match") ?? "";
  // A CDN that compresses makes the tag weak; comparison for 304 is weak anyway (RFC 9110 §13.1.2).
  if (presented.split(",").some((tag) => tag.trim().replace(/^W\//, "") === page.etag)) {
    headers.delete("content-type");
    return new Response(null, { status: 304, headers });
  }
  return new Response(bodyFor(asked, page), { status: 200, headers });
}

function bodyFor(asked: Request, page: StoredPage): BodyInit | null {
  return asked.method === "HEAD" ? null : page.body;
}

async function etagOf(body: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return `"${encodeBase64Url(digest.slice(0, 16))}"`;
}
