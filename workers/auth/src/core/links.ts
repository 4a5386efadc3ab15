/** One-time links: their ids, tokens and what binds them to the state they were made under. Pure. @see specs/identity.md B */
import { createHash, createHmac } from "node:crypto";
import type { LinkKind } from "@edgemart/contracts/links";
import { encodeBase64Url } from "@edgemart/worker-kit/base64url";

/** Wrong passwords after which a link is invalid. */
export const LINK_TRIES_MAX = 5;

const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

/** Names a link by 16 random bytes, in the form of every other id. */
export function linkIdOf(random: Uint8Array): string {
  let rest = random.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let text = "";
  for (let n = 0; n < 26; n++, rest >>= 5n) text = DIGITS[Number(rest & 31n)] + text;
  return `lnk_${text}`;
}

/** Makes the token of a link: the same each time, so that it is kept nowhere. */
export function linkToken(secret: Uint8Array, id: string, kind: LinkKind): string {
  return createHmac("sha256", secret).update(`${id}|${kind}`).digest("base64url");
}

/** Gives the digest under which a token is known, or null for what was never one. */
export function linkDigest(token: string): string | null {
  return /^[A-Za-z0-9_-]{43}$/.test(token) ? sha256(token) : null;
}

/** What a link may be bound to. */
export interface LinkFacts {
  memberId: string;
  /** The form that names one account; of an undo link the address before. */
  emailNorm: string;
  passwordChangedAt: string | null;
  /** Rises whenever the member's sessions are revoked. */
  sessionsVoidBelow: number;
  role: string;
}

type Fact = keyof LinkFacts;
const STATE: readonly Fact[] = ["memberId", "emailNorm", "passwordChangedAt", "sessionsVoidBelow"];
/**
 * A link dies with the state it was made under, so with a newer password. Not so the links by which an owner gets an
 * account back: a thief who changes the password every minute would end each of them.
 */
const BOUND_TO: Readonly<Record<LinkKind, readonly Fact[]>> = {
  register: ["emailNorm"],
  verify: STATE,
  claim: STATE,
  email_change: STATE,
  reset: ["memberId", "emailNorm"],
  email_undo: ["memberId", "emailNorm"],
  mfa_enrol: ["memberId", "emailNorm", "role"],
};

/** Digests what a link is bound to. */
export function bindingOf<Kind extends LinkKind>(
  kind: Kind,
  facts: Kind extends "register" ? Pick<LinkFacts, "emailNorm"> : LinkFacts,
): string {
  // Guarantee of the cast: a registration is bound to nothing but its address.
  const all = facts as LinkFacts;
  return sha256(JSON.stringify([kind, ...BOUND_TO[kind].map((fact) => all[fact])]));
}

/** Shows so much of an address that its owner knows it again: `m…a@example.com`. */
export function maskedEmail(email: string): string {
  const [local = "", domain = ""] = email.split("@");
  const shown = local.length > 3 ? `${local[0]}…${local.at(-1)}` : `${local[0] ?? ""}…`;
  return `${shown}@${domain}`;
}

/**
 * Folds an address to the mailbox that most likely reads it, for limits alone: tags, and Gmail's dots.
 *
 * @param emailNorm as `normalizeEmail` gives it
 */
export function mailboxOf(emailNorm: string): string {
  const [local = "", domain = ""] = emailNorm.split("@");
  const name = local.replace(/\+.*$/, "") || local;
  const isGmail = domain === "gmail.com" || domain === "googlemail.com";
  return isGmail ? `${name.replaceAll(".", "")}@gmail.com` : `${name}@${domain}`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** Digests a browser's key, so that a row does not hold what a cookie does. */
export function browserDigest(key: string): string {
  return encodeBase64Url(createHash("sha256").update(`browser ${key}`).digest());
}
