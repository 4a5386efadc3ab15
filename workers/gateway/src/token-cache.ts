/** Remembers verified tokens in this isolate, so that one token is verified once. Holds digests, never tokens. */
import type { Identity } from "@edgemart/contracts/identity";
import { encodeBase64Url } from "@edgemart/worker-kit/base64url";

const ENTRIES_MAX = 2_000;
const LIFE_SECONDS = 60;

interface Entry {
  identity: Identity;
  /** Epoch seconds. */
  until: number;
}

// Verified public facts, not request state: shared by all requests of the isolate.
const entries = new Map<string, Entry>();

/** The key of a token: its SHA-256, so that the cache is worthless to a reader. */
export async function tokenDigest(token: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return encodeBase64Url(new Uint8Array(digest));
}

/** @param now epoch seconds */
export function recallIdentity(digest: string, now: number): Identity | null {
  const entry = entries.get(digest);
  if (!entry || entry.until <= now) {
    entries.delete(digest);
    return null;
  }
  return entry.identity;
}

/** Keeps an identity until the token expires, at most 60 s; the oldest entry makes room. */
export function rememberIdentity(digest: string, identity: Identity, now: number): void {
  const oldest = entries.size >= ENTRIES_MAX ? entries.keys().next().value : undefined;
  if (oldest !== undefined) entries.delete(oldest);
  entries.set(digest, { identity, until: Math.min(identity.expiresAt, now + LIFE_SECONDS) });
}
