/** Answers reads of cached rows from what is kept: fresh, stale while it is renewed, or stale instead of an error. */
import { HEADER } from "@edgemart/contracts/headers";
import type { GatewayContext, GatewayMiddleware } from "../context.ts";
import { forward } from "../forward.ts";
import { timed } from "../metrics/measure.ts";
import { headersOf, relay } from "../relay.ts";
import { bytesOf, type Entry, findEntry, keepEntry } from "./entries.ts";
import { catalogGeneration, forgetCatalogGeneration } from "./generation.ts";
import { ageOf, freshnessOf, hasAlready } from "./policy.ts";

type Result = "HIT" | "MISS" | "STALE" | "BYPASS";

// Keys this isolate renews just now: one renewal at a time, and nobody waits for another's.
const renewing = new Set<string>();

export const cached: GatewayMiddleware = async (c, next) => {
  const route = c.get("route");
  const identity = c.get("identity");
  const idempotencyKey = c.get("idempotencyKey");
  const { method } = c.req;
  if (method !== "GET" && method !== "HEAD") {
    await next();
    // A failure may hide an effect.
    const isRefused = c.res.status >= 400 && c.res.status < 500;
    if (route.to === "CATALOG" && !isRefused) forgetCatalogGeneration();
    return;
  }
  if (!route.cache) {
    await next();
    if (route.access === "optional") headersOf(c).append("vary", "authorization");
    return;
  }
  // A member's part of an answer is the member's; a keyed read has its own store; a range is a part.
  const isOwn = route.access === "optional" && identity !== null;
  const isKeyed = idempotencyKey !== null || c.req.header("range") !== undefined;
  const key = isOwn || isKeyed ? null : await timed(c, "cache", () => keyOf(c));
  if (key === null) {
    await next();
    headersOf(c).set("x-cache", "BYPASS");
  } else {
    c.res = await answer(c, key);
  }
  if (route.access === "optional") headersOf(c).append("vary", "authorization");
};

/** Everything the answer depends on; null when the generation is not known, so nothing can be trusted. */
async function keyOf(c: GatewayContext): Promise<string | null> {
  const generation = await catalogGeneration(c);
  if (generation === null) return null;
  c.set("catalogGeneration", generation);
  const { pathname, search } = new URL(c.req.url);
  return `https://cache.invalid/${c.get("config").ENVIRONMENT}/${generation}${pathname}${search}`;
}

/** An answer made from kept parts may be of the generation before: it must not be kept as one of this. */
function isOf(key: string, response: Response): boolean {
  const generation = response.headers.get(HEADER.catalogGeneration);
  return generation === null || new URL(key).pathname.split("/")[2] === generation;
}

async function answer(c: GatewayContext, key: string): Promise<Response> {
  const found = await timed(c, "cache", () => findEntry(key));
  const age = found ? ageOf(found, Date.now()) : "dead";
  if (found && age === "fresh") return given(c, found, "HIT");
  if (found && age === "stale") {
    if (!renewing.has(key)) c.executionCtx.waitUntil(renew(c, key));
    return given(c, found, "STALE");
  }
  const response = await fetched(c, key);
  if (found && age === "error-only" && response.status >= 500) {
    await response.body?.cancel();
    return given(c, found, "STALE");
  }
  return response;
}

async function renew(c: GatewayContext, key: string): Promise<void> {
  renewing.add(key);
  try {
    const response = await fetched(c, key);
    await response.body?.cancel();
  } finally {
    renewing.delete(key);
  }
}

/** Asks the Worker for the whole answer and keeps it when it may be kept. */
async function fetched(c: GatewayContext, key: string): Promise<Response> {
  const route = c.get("route");
  const { response } = await forward(c, null, true);
  const nowMs = Date.now();
  const mayKeep = route.cache && c.req.method === "GET" && isOf(key, response);
  const freshness = mayKeep && route.cache ? freshnessOf(response, route.cache, nowMs) : null;
  if (!freshness) return marked(conditional(c, relay(c, response, response.body)), "MISS");
  const copy = response.clone();
  const body = await bytesOf(copy);
  const own = relay(c, response, response.body);
  if (!body) return marked(own, "MISS");
  await own.body?.cancel();
  const entry: Entry = { ...freshness, storedMs: nowMs, headers: [...own.headers], body };
  c.executionCtx.waitUntil(keepEntry(key, entry, nowMs));
  return given(c, entry, "MISS");
}

/** The kept answer as this client gets it: whole, without its body, or 304 when the client has it. */
function given(c: GatewayContext, entry: Entry, result: Result): Response {
  const headers = new Headers(entry.headers);
  if (result !== "MISS") {
    headers.set("age", String(Math.max(0, Math.floor((Date.now() - entry.storedMs) / 1000))));
  }
  const isKnown = hasAlready(c.req.header("if-none-match"), headers.get("etag"));
  const isBodiless = isKnown || c.req.method === "HEAD";
  if (isKnown) headers.delete("content-type");
  const status = isKnown ? 304 : 200;
  return marked(new Response(isBodiless ? null : entry.body, { status, headers }), result);
}

/** An answer that is not kept was asked for whole as well: the client's condition is judged here. */
function conditional(c: GatewayContext, response: Response): Response {
  const etag = response.headers.get("etag");
  if (response.status !== 200 || !hasAlready(c.req.header("if-none-match"), etag)) return response;
  const headers = new Headers(response.headers);
  headers.delete("content-type");
  return new Response(null, { status: 304, headers });
}

function marked(response: Response, result: Result): Response {
  response.headers.set("x-cache", result);
  return response;
}
