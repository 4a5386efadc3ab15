/** The rows that member keeps of an account, and what its statements ask of them. @see workers/member/src/adapters */
import type { Credential } from "@edgemart/contracts/credentials";
import type { KnownIdentity, Subject } from "@edgemart/contracts/google";
import type { Member } from "@edgemart/contracts/member";
import type { Passkey } from "@edgemart/contracts/passkeys";
import { TOTP_PENDING_SECONDS } from "@edgemart/contracts/second-factor";

/** A linked account at a provider. */
export interface LinkedRow extends Subject {
  id: string;
  linkedMs: number;
}

/** A second factor. */
export interface TotpRow {
  secret: string;
  state: "pending" | "active";
  madeMs: number;
  activeMs: number;
  lastStep: number;
  next: { secret: string; atMs: number } | null;
}

/** One account with all that is joined to it. */
export interface Account {
  member: Member;
  emailNorm: string;
  hash: string | null;
  changedMs: number | null;
  voidBelow: number;
  passkeys: Passkey[];
  identities: LinkedRow[];
  totp: TotpRow | null;
  /** Hashes by slot, of codes that were not used. */
  codes: Map<string, string>;
}

/** Since when a second factor must be there to outlive a recovery. */
export const SETTLED_MS = 7 * 86_400_000;

/** Writes a time as a statement answers it. */
export const instant = (ms: number) => new Date(ms).toISOString();

/** Tells whether a factor waits for its first code, and which. */
export function pendingOf({ totp }: Account, nowMs: number): string | null {
  const since = nowMs - TOTP_PENDING_SECONDS * 1000;
  if (totp?.state === "pending") return totp.madeMs > since ? totp.secret : null;
  return totp?.next && totp.next.atMs > since ? totp.next.secret : null;
}

/** Tells whether the ways into an account stay when its mailbox is proved: of an administrator, and with a settled factor. */
export function isSettled({ member, totp }: Account, nowMs: number): boolean {
  return (
    member.role === "admin" || (totp?.state === "active" && totp.activeMs <= nowMs - SETTLED_MS)
  );
}

/** Tells whether one of the passkeys signs in alone. */
export function hasAlone({ passkeys }: Account, but = ""): boolean {
  return passkeys.some(({ id, secondOnly, suspended }) => id !== but && !suspended && !secondOnly);
}

/** Gives it another version; of a change that ends its sessions they are revoked. */
export function renew(account: Account, isVoiding = false): void {
  const { member } = account;
  account.member = { ...member, version: member.version + 1 };
  if (isVoiding) account.voidBelow = account.member.version;
}

/** Shows an account as auth asks for it. */
export function credentialOf(account: Account): Credential {
  const { changedMs, codes, hash, member, passkeys, totp, voidBelow } = account;
  return {
    member,
    passwordHash: hash,
    passwordChangedAt: changedMs === null ? null : instant(changedMs),
    sessionsVoidBelow: voidBelow,
    factors: {
      totp: totp?.state === "active",
      recoveryCodes: codes.size,
      passkey: passkeys.some(({ suspended }) => !suspended),
    },
  };
}

/** Shows whom a linked account signs in. */
export function knownOf(account: Account, { id, linkedMs }: LinkedRow): KnownIdentity {
  const identity = {
    id,
    provider: "GOOGLE" as const,
    linkedAt: instant(linkedMs),
    lastUsedAt: null,
  };
  const hasAnotherWay = account.hash !== null || hasAlone(account);
  return { identity, member: account.member, hasAnotherWay };
}
