/** Kept answers: a bounded store of this isolate in front of the data centre's Cache API. Bytes only, never promises or streams. */
import { type Lives, type Made, mayReplace } from "@edgemart/kept/generation";
import { ownCache } from "@edgemart/kept/own-cache";
import { memoryPlace } from "@edgemart/kept/place";
import { readBytes } from "@edgemart/worker-kit/bytes";
import { z } from "zod";
import { CACHED_BODY_BYTES_MAX } from "./policy.ts";

/** A kept answer: headers, body, how long it lives, and the generation it was made under. */
export interface Entry extends Lives, Made {
  headers: [string, string][];
  body: Uint8Array<ArrayBuffer>;
}

const CACHE = "gateway";
/** The router knows no address below it. */
const PREFIX = "/_kept";
/** The header that holds an entry's own facts while it is in the Cache API. */
const FACTS = "x-gateway-entry";
const Facts = z.object({
  generation: z.string(),
  storedMs: z.number(),
  freshUntilMs: z.number(),
  staleUntilMs: z.number(),
  errorUntilMs: z.number(),
});

// Answers that are the same for everyone, of every generation the isolate has seen; the newest of each address.
const isolate = memoryPlace<Entry>({ costMax: 8 * 1024 * 1024, entriesMax: 500 }, sizeOf);

const farOf = (origin: string) => ownCache(() => caches.open(CACHE), origin, PREFIX);

/**
 * Finds an entry; one of the current generation, if there is any.
 *
 * @param origin  this Worker's own, where the public knows it
 * @param address path and query, in their one spelling
 */
export async function findEntry(
  origin: string,
  address: string,
  current: string | null,
): Promise<Entry | null> {
  const near = isolate.get(address) ?? null;
  if (near && near.generation === current) return near;
  const far = await farEntry(origin, address);
  if (!far) return near;
  if (near && far.generation !== current && far.storedMs <= near.storedMs) return near;
  isolate.put(address, far);
  return far;
}

async function farEntry(origin: string, address: string): Promise<Entry | null> {
  const far = await farOf(origin).match(address);
  const facts = far && Facts.safeParse(parsed(far.headers.get(FACTS)));
  if (!far || !facts?.success) return null;
  const headers = [...far.headers].filter(([name]) => !OURS.has(name));
  // The browser's own rule, which the Cache API's replaced.
  const clientRule = far.headers.get("x-gateway-cache-control");
  if (clientRule) headers.push(["cache-control", clientRule]);
  return { ...facts.data, headers, body: new Uint8Array(await far.arrayBuffer()) };
}

/** Headers that the copy in the Cache API has in addition to the answer's own. */
const OURS = new Set([
  FACTS,
  "x-gateway-cache-control",
  "cache-control",
  "age",
  "cf-cache-status",
  "content-length",
]);

/** Keeps an entry here now; the returned promise puts it into the Cache API. Neither replaces one of a newer generation. */
export async function keepEntry(origin: string, address: string, entry: Entry): Promise<void> {
  if (!isolate.put(address, entry)) return;
  const far = farOf(origin);
  const before = await far.match(address);
  const facts = before && Facts.safeParse(parsed(before.headers.get(FACTS)));
  await before?.body?.cancel();
  if (facts?.success && !mayReplace(facts.data, entry)) return;
  const seconds = Math.ceil((entry.errorUntilMs - entry.storedMs) / 1000);
  const headers = new Headers(entry.headers);
  headers.set("x-gateway-cache-control", headers.get("cache-control") ?? "no-store");
  headers.set("cache-control", `public, max-age=${seconds}`);
  headers.set(FACTS, JSON.stringify(Facts.parse(entry)));
  // The Cache API refuses some Vary; all that varies here is made after the cache.
  headers.delete("vary");
  await far.put(address, new Response(entry.body, { headers }));
}

/** Forgets an entry, here now and in the Cache API with the returned promise: what is gone covers no outage. */
export async function dropEntry(origin: string, address: string): Promise<void> {
  isolate.drop(address);
  await farOf(origin).delete(address);
}

/** Reads an answer's body for an entry; null when it is too large, with nothing lost but the copy. */
export function bytesOf(response: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  return readBytes(response.body, CACHED_BODY_BYTES_MAX);
}

/** Bytes an entry takes; a character of an address or header counts as two. */
function sizeOf(address: string, { headers, body }: Entry): number {
  let characters = address.length;
  for (const [name, value] of headers) characters += name.length + value.length;
  return body.byteLength + 2 * characters;
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null; // no entry of ours: as if there were none
  }
}
