/** Remembers verified tokens in this isolate, so that one token is verified once. @see docs/decisions/0006 */
import type { Identity } from "@edgemart/contracts/identity";

const ENTRIES_MAX = 2_000;
const LIFE_SECONDS = 60;

interface Entry {
  identity: Identity;
  /** Epoch seconds. */
  until: number;
}

// What was verified, not request state: shared by all requests of the isolate, and never sent anywhere.
const entries = new Map<string, Entry>();

/** Gives the identity of a token that was verified before, or null. @param token the entire credential, byte for byte @param now epoch seconds */
export function recallIdentity(token: string, now: number): Identity | null {
  const entry = entries.get(token);
  if (!entry) return null;
  if (entry.until > now) return entry.identity;
  entries.delete(token);
  return null;
}

/** Keeps an identity until the token expires, at most 60 s; the oldest entry makes room. */
export function rememberIdentity(token: string, identity: Identity, now: number): void {
  const oldest = entries.size >= ENTRIES_MAX ? entries.keys().next().value : undefined;
  if (oldest !== undefined) entries.delete(oldest);
  entries.set(token, { identity, until: Math.min(identity.expiresAt, now + LIFE_SECONDS) });
}
