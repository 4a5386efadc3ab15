/** Redis keys only auth touches; marks other Workers read are built in `@edgemart/redis/keys`. Pure. */
import type { WindowKind } from "../core/throttle.ts";

// No hash tags: a script joins keys of a session with keys of its member, which no tag can put into one slot.
/** Builds the key of a session: `s:<sid>`. */
export function sessionKey(sessionId: string): string {
  return `s:${sessionId}`;
}

/** Builds the key of a member's sessions: `m:<mid>:s`. */
export function sessionIndexKey(memberId: string): string {
  return `m:${memberId}:s`;
}

/** @param subject folded client address `203.0.113.7/32`, nonce of a device, or session id */
export function windowKey(kind: WindowKind, subject: string): string {
  return `lim:${kind}:${subject}`;
}

/** @param account keyed digest of the normalized e-mail */
export function accountKey(account: string): string {
  return `lim:account:${account}`;
}

/** A sign-in at a provider that is under way. @param digest SHA-256 of its state, base64url */
export function transactionKey(digest: string): string {
  return `oidc:${digest}`;
}

/** What a sign-in at a provider came to, until its person decides. @param digest SHA-256 of the ticket, base64url */
export function ticketKey(digest: string): string {
  return `tkt:${digest}`;
}

/** A challenge of a passkey. */
export function challengeKey(id: string): string {
  return `wa:${id}`;
}

/** A first factor that waits. @param digest SHA-256 of its challenge, base64url */
export function firstFactorKey(digest: string): string {
  return `mfa:${digest}`;
}
