/** Redis keys only auth touches; marks other Workers read are built in `@edgemart/redis/keys`. Pure. */
import type { WindowKind } from "../core/throttle.ts";

// No hash tags: a script joins keys of a session with keys of its member, which no tag can put into one slot.
export function sessionKey(sessionId: string): string {
  return `s:${sessionId}`;
}

export function sessionIndexKey(memberId: string): string {
  return `m:${memberId}:s`;
}

/** @param prefix folded client address, `203.0.113.7/32` */
export function windowKey(kind: WindowKind, prefix: string): string {
  return `lim:${kind}:${prefix}`;
}

/** @param account keyed digest of the normalized e-mail */
export function accountKey(account: string): string {
  return `lim:account:${account}`;
}
