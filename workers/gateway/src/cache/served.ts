/** Makes what one client gets of an answer that was asked for without its conditions: complete, without body, or 304. Pure. */
import { HEADER } from "@edgemart/contracts/headers";
import { isNoneOf } from "@edgemart/worker-kit/content-tag";
import type { Entry } from "./entries.ts";

/** How an answer came about, as `X-Cache` says it. */
export type CacheResult = "HIT" | "MISS" | "STALE" | "BYPASS";

/** What of a client's request decides how it gets an answer. */
export interface Asked {
  method: string;
  /** Its `If-None-Match`; undefined without one. */
  noneOf: string | undefined;
}

/** Makes the answer to a client from an entry. @param nowMs epoch milliseconds, for its age */
export function servedEntry(
  asked: Asked,
  entry: Entry,
  result: CacheResult,
  nowMs: number,
): Response {
  const headers = new Headers(entry.headers);
  headers.set(HEADER.catalogGeneration, entry.generation);
  // Ranges are ignored here, whatever the Worker offers.
  headers.delete("accept-ranges");
  if (result !== "MISS") {
    headers.set("age", String(Math.max(0, Math.floor((nowMs - entry.storedMs) / 1000))));
  }
  const isKnown = isNoneOf(asked.noneOf, headers.get("etag"));
  const isBodiless = isKnown || asked.method === "HEAD";
  if (isKnown) headers.delete("content-type");
  const status = isKnown ? 304 : 200;
  return marked(new Response(isBodiless ? null : entry.body, { status, headers }), result);
}

/** Applies a client's method and condition to an answer that is not kept, and marks it. */
export function servedOnce(asked: Asked, response: Response, result: CacheResult): Response {
  const etag = response.headers.get("etag");
  const isKnown = response.status === 200 && isNoneOf(asked.noneOf, etag);
  if (!isKnown && asked.method !== "HEAD") return marked(response, result);
  // NOTE a stream that no one reads is dropped with the request; its end is not waited for.
  void response.body?.cancel();
  const headers = new Headers(response.headers);
  if (isKnown) headers.delete("content-type");
  return marked(new Response(null, { status: isKnown ? 304 : response.status, headers }), result);
}

/** Tells whether an answer ends the address: its entry may cover no outage from now on. */
export function isGone(status: number): boolean {
  return status === 404 || status === 410;
}

/** Tells whether a catalog write may have had an effect. @param isSent whether the Worker was asked at all */
export function mayHaveWritten(status: number, isSent: boolean): boolean {
  // A failure may hide an effect, unless nothing was sent.
  return status >= 500 ? isSent : status < 400;
}

function marked(response: Response, result: CacheResult): Response {
  response.headers.set("x-cache", result);
  return response;
}
