/** Answers reads of cached rows from what is kept: fresh, stale while it is renewed, or stale instead of an error. */

import { HEADER } from "@edgemart/contracts/headers";
import { Renewals } from "@edgemart/kept/renewals";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { GatewayContext, GatewayMiddleware } from "../context.ts";
import { timed } from "../metrics/timed.ts";
import { forward } from "../upstream/forward.ts";
import { headersOf, relay } from "../upstream/relay.ts";
import { cachedAddress } from "./address.ts";
import { bytesOf, dropEntry, type Entry, findEntry, keepEntry } from "./entries.ts";
import { catalogGeneration, forgetCatalogGeneration } from "./generation.ts";
import { keptAs } from "./policy.ts";
import { type Asked, isGone, mayHaveWritten, servedEntry, servedOnce } from "./served.ts";

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
    // Not after what had no effect: without Redis the generation would not be learnt again.
    const isWrite = row.to === "CATALOG" && mayHaveWritten(c.res.status, c.get("isSent") === true);
    if (isWrite) forgetCatalogGeneration();
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
    give: (entry, how) => servedEntry(askedBy(c), entry, how, Date.now()),
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
  if (isKept && isGone(response.status)) c.executionCtx.waitUntil(dropEntry(origin, address));
  const nowMs = Date.now();
  const lives = keptAs(response, row.cache, generation, nowMs);
  if (!lives) {
    const mark = generation === null ? "BYPASS" : "MISS";
    return servedOnce(askedBy(c), relay(c, response, response.body), mark);
  }
  const copy = response.clone();
  const body = await bytesOf(copy);
  const complete = relay(c, response, response.body);
  if (!body) return servedOnce(askedBy(c), complete, "MISS");
  await complete.body?.cancel();
  const entry: Entry = { ...lives, storedMs: nowMs, headers: [...complete.headers], body };
  c.executionCtx.waitUntil(keepEntry(origin, address, entry));
  return servedEntry(askedBy(c), entry, "MISS", nowMs);
}

function askedBy(c: GatewayContext): Asked {
  return { method: c.req.method, noneOf: c.req.header("if-none-match") };
}
