/** Answers reads of cached rows from what is kept: fresh, stale while it is renewed, or stale instead of an error. */

import { HEADER } from "@edgemart/contracts/headers";
import { Renewals } from "@edgemart/kept/renewals";
import { isNoneOf } from "@edgemart/worker-kit/content-tag";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { GatewayContext, GatewayMiddleware } from "../context.ts";
import { timed } from "../metrics/timed.ts";
import { forward } from "../upstream/forward.ts";
import { headersOf, relay } from "../upstream/relay.ts";
import { cachedAddress } from "./address.ts";
import { bytesOf, dropEntry, type Entry, findEntry, keepEntry } from "./entries.ts";
import { catalogGeneration, forgetCatalogGeneration } from "./generation.ts";
import { freshnessOf } from "./policy.ts";

type Result = "HIT" | "MISS" | "STALE" | "BYPASS";

// What this isolate renews at the moment, and what it could not renew: no request waits for another one's.
const renewals = new Renewals();

/** Answers a cached read from what is kept, and forgets the generation of the catalog when a write passes. */
export const cached: GatewayMiddleware = async (c, next) => {
  const row = c.get("row");
  const identity = c.get("identity");
  const idempotencyKey = c.get("idempotencyKey");
  const { method } = c.req;
  if (method !== "GET" && method !== "HEAD") {
    await next();
    // A failure may hide an effect, unless nothing was sent: without Redis the generation would not be learnt again.
    const { status } = c.res;
    const hasNone = status >= 500 ? !c.get("isSent") : status >= 400;
    if (row.to === "CATALOG" && !hasNone) forgetCatalogGeneration();
    return;
  }
  if (!row.cache) {
    await next();
    if (row.access === "optional") headersOf(c).append("vary", "authorization");
    return;
  }
  const url = new URL(c.req.url);
  const address = cachedAddress(url, row.query);
  // Also of what is not kept here: the Worker behind keeps parts by what it is asked.
  c.set("address", `${url.origin}${address}`);
  // A member's part of an answer is the member's; a keyed read has its own store.
  const isOwn = row.access === "optional" && identity !== null;
  if (isOwn || idempotencyKey !== null) {
    await next();
    headersOf(c).set("x-cache", "BYPASS");
  } else {
    const generation = await timed(c, "cache", () => catalogGeneration(c));
    if (generation !== null) c.set("catalogGeneration", generation);
    c.res = await answer(c, address, generation);
  }
  if (row.access === "optional") headersOf(c).append("vary", "authorization");
};

/** @param generation the current one; null when it is not known: then nothing is kept, and what is kept covers errors alone */
async function answer(
  c: GatewayContext,
  address: string,
  generation: string | null,
): Promise<Response> {
  const origin = c.get("config").PUBLIC_ORIGIN;
  const kept = await timed(c, "cache", () => findEntry(origin, address, generation));
  return renewals.answer<Entry, Response>({
    key: address,
    kept,
    current: generation,
    make: () => fetched(c, address, generation, kept !== null),
    // An answer that lacks a part is no better than the last one that had it.
    isMade: ({ status, headers }) => status < 500 && !headers.has(HEADER.degraded),
    give: (entry, how) => given(c, entry, how),
    drop: (response) => response.body?.cancel(),
    failed: (thrown) => {
      const requestId = c.get("requestId");
      log("error", "gateway.renewal_failed", { requestId, reason: reasonOf(thrown) });
    },
    later: (work) => c.executionCtx.waitUntil(work),
  });
}

/** Asks the Worker for the complete answer and keeps it when it may be kept. */
async function fetched(
  c: GatewayContext,
  address: string,
  generation: string | null,
  isKept: boolean,
): Promise<Response> {
  const row = c.get("row");
  const origin = c.get("config").PUBLIC_ORIGIN;
  const { response } = await forward(c, null, true);
  // Gone from now on, also while its Worker cannot be asked.
  const isGone = response.status === 404 || response.status === 410;
  if (isKept && isGone) c.executionCtx.waitUntil(dropEntry(origin, address));
  const nowMs = Date.now();
  // An answer made from kept parts may be of the generation before: it is not kept as one of this.
  const isOfThis = (response.headers.get(HEADER.catalogGeneration) ?? generation) === generation;
  const lives =
    row.cache && generation !== null && isOfThis ? freshnessOf(response, row.cache, nowMs) : null;
  const mark: Result = generation === null ? "BYPASS" : "MISS";
  if (!lives || generation === null) {
    return marked(conditional(c, relay(c, response, response.body)), mark);
  }
  const copy = response.clone();
  const body = await bytesOf(copy);
  const own = relay(c, response, response.body);
  if (!body) return marked(conditional(c, own), "MISS");
  await own.body?.cancel();
  const entry: Entry = { ...lives, generation, storedMs: nowMs, headers: [...own.headers], body };
  c.executionCtx.waitUntil(keepEntry(origin, address, entry));
  return given(c, entry, "MISS");
}

/** The kept answer as this client gets it: complete, without its body, or 304 when the client has it. */
function given(c: GatewayContext, entry: Entry, result: Result): Response {
  const headers = new Headers(entry.headers);
  headers.set(HEADER.catalogGeneration, entry.generation);
  // Ranges are ignored here, whatever the Worker offers.
  headers.delete("accept-ranges");
  if (result !== "MISS") {
    headers.set("age", String(Math.max(0, Math.floor((Date.now() - entry.storedMs) / 1000))));
  }
  const isKnown = isNoneOf(c.req.header("if-none-match"), headers.get("etag"));
  const isBodiless = isKnown || c.req.method === "HEAD";
  if (isKnown) headers.delete("content-type");
  const status = isKnown ? 304 : 200;
  return marked(new Response(isBodiless ? null : entry.body, { status, headers }), result);
}

/** An answer that is not kept was asked for by GET and without conditions as well: the client's method and condition are applied here. */
function conditional(c: GatewayContext, response: Response): Response {
  const etag = response.headers.get("etag");
  const isKnown = response.status === 200 && isNoneOf(c.req.header("if-none-match"), etag);
  if (!isKnown && c.req.method !== "HEAD") return response;
  // NOTE a stream that no one reads is dropped with the request; its end is not waited for.
  void response.body?.cancel();
  const headers = new Headers(response.headers);
  if (isKnown) headers.delete("content-type");
  return new Response(null, { status: isKnown ? 304 : response.status, headers });
}

function marked(response: Response, result: Result): Response {
  response.headers.set("x-cache", result);
  return response;
}
