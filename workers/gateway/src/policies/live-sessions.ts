/** The sessions that this isolate saw alive a moment ago. */
import type { Identity } from "@edgemart/contracts/identity";

const FRESH_MS = 5_000;
const ENTRIES_MAX = 5_000;
const liveUntil = new Map<string, number>();

/** Tells whether this isolate saw the session alive within the last 5 s. */
export function isKnownLive(identity: Identity, nowMs: number): boolean {
  return (liveUntil.get(liveKey(identity)) ?? 0) > nowMs;
}

/** Notes that the session was seen alive. @param askedMs when the question was sent, not when its answer came */
export function noteLive(identity: Identity, askedMs: number): void {
  if (liveUntil.size >= ENTRIES_MAX) liveUntil.clear();
  liveUntil.set(liveKey(identity), askedMs + FRESH_MS);
}

function liveKey(identity: Identity): string {
  const { era = "", issuedAt, memberVersion = "", sessionId } = identity;
  // All that decides: tokens of one session and second may be of different versions.
  return `${sessionId} ${issuedAt} ${memberVersion} ${era}`;
}
