/** Kept answers: a small map of this isolate in front of the data centre's Cache API. Bytes only, never promises or streams. */
import { readBytes } from "@edgemart/worker-kit/bytes";
import { z } from "zod";
import { CACHED_BODY_BYTES_MAX, type Freshness } from "./policy.ts";

export interface Entry extends Freshness {
  storedMs: number;
  headers: [string, string][];
  body: Uint8Array<ArrayBuffer>;
}

const ISOLATE_BYTES_MAX = 8 * 1024 * 1024;
const CACHE = "gateway";
/** Where an entry's own facts stand while it is in the Cache API. */
const FACTS = "x-gateway-entry";
const Facts = z.object({
  storedMs: z.number(),
  freshUntilMs: z.number(),
  staleUntilMs: z.number(),
  errorUntilMs: z.number(),
});

// Answers for everybody, bounded in bytes; the oldest use makes room.
const isolate = new Map<string, Entry>();
let isolateBytes = 0;

/** Finds an entry. @param key an address of no host, which names the Cache API's entry too */
export async function findEntry(key: string): Promise<Entry | null> {
  const near = isolate.get(key);
  if (near) {
    isolate.delete(key);
    isolate.set(key, near);
    return near;
  }
  const far = await (await caches.open(CACHE)).match(key);
  const facts = far && Facts.safeParse(parsed(far.headers.get(FACTS)));
  if (!far || !facts?.success) return null;
  const headers = [...far.headers].filter(([name]) => !OURS.has(name));
  // The browser's own rule, which the Cache API's replaced.
  const clientRule = far.headers.get("x-gateway-cache-control");
  if (clientRule) headers.push(["cache-control", clientRule]);
  const entry = { ...facts.data, headers, body: new Uint8Array(await far.arrayBuffer()) };
  keepNear(key, entry);
  return entry;
}

/** Names the Cache API's copy carries besides the answer's own. */
const OURS = new Set([
  FACTS,
  "x-gateway-cache-control",
  "cache-control",
  "age",
  "cf-cache-status",
  "content-length",
]);

/** Keeps an entry here now; the returned promise puts it into the Cache API. */
export async function keepEntry(key: string, entry: Entry, nowMs: number): Promise<void> {
  keepNear(key, entry);
  const seconds = Math.ceil((entry.errorUntilMs - nowMs) / 1000);
  const { storedMs, freshUntilMs, staleUntilMs, errorUntilMs } = entry;
  const headers = new Headers(entry.headers);
  headers.set("x-gateway-cache-control", headers.get("cache-control") ?? "no-store");
  headers.set("cache-control", `public, max-age=${seconds}`);
  headers.set(FACTS, JSON.stringify({ storedMs, freshUntilMs, staleUntilMs, errorUntilMs }));
  // The Cache API refuses some Vary; all that varies here is made after the cache.
  headers.delete("vary");
  await (await caches.open(CACHE)).put(key, new Response(entry.body, { headers }));
}

/** Reads an answer's body for an entry; null when it is too large, with nothing lost but the copy. */
export function bytesOf(response: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  return readBytes(response.body, CACHED_BODY_BYTES_MAX);
}

function keepNear(key: string, entry: Entry): void {
  const before = isolate.get(key);
  if (before) isolateBytes -= before.body.byteLength;
  isolate.delete(key);
  isolate.set(key, entry);
  isolateBytes += entry.body.byteLength;
  for (const [oldest, { body }] of isolate) {
    if (isolateBytes <= ISOLATE_BYTES_MAX && isolate.size <= 500) break;
    isolate.delete(oldest);
    isolateBytes -= body.byteLength;
  }
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
