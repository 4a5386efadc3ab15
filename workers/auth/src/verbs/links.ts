/** Makes one-time links, finds those that are good now, and says what their pages may show. */
import type { Credential } from "@edgemart/contracts/credentials";
import { normalizeEmail } from "@edgemart/contracts/email";
import type { AuthEvent } from "@edgemart/contracts/events/auth-events";
import type { LinkKind, LinkLook, LinkLookInput, WayIn } from "@edgemart/contracts/links";
import type { Locale } from "@edgemart/contracts/locale";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { bindingOf, browserDigest, linkDigest, linkToken, maskedEmail } from "../core/links.ts";
import { Pending } from "../core/pending.ts";
import type { Caller, Deps, Link } from "../ports.ts";

/** A link to be made. */
export interface LinkOrder {
  kind: LinkKind;
  /** Whose account it is of; null for a registration. */
  credential: Credential | null;
  /** Where it is mailed to. */
  email: string;
  locale: Locale;
  payload?: unknown;
  /** The administrator who makes it. */
  issuedBy?: string;
  /** The event that mails it. @param linkId of the new link */
  event(linkId: string): AuthEvent | null;
}

/**
 * Makes a link and keeps it with the event that mails it.
 *
 * @returns its id, and its token for who hands it on in person
 * @throws Unavailable
 * @see specs/identity.md 1
 */
export async function makeLink(
  deps: Deps,
  order: LinkOrder,
): Promise<{ id: string; token: string }> {
  const { credential, email, issuedBy = null, kind, locale, payload = null } = order;
  const { current: kid, keys } = deps.config.AUTH_LINK_SECRETS;
  const secret = keys.get(kid);
  if (!secret) throw new Error("the current key is not in its ring");
  const id = deps.newLinkId();
  const token = linkToken(secret, id, kind);
  const digest = linkDigest(token);
  const binding = bindingNow(kind, email, credential);
  if (digest === null || binding === null) throw new Error("a new link has a wrong form");
  const memberId = credential?.member.id ?? null;
  const link = { id, kind, kid, digest, memberId, email, locale, payload, binding, issuedBy };
  await deps.links.make(link, order.event(id));
  return { id, token };
}

/** A link that may be used now, with the account it is of. */
export interface GoodLink {
  link: Link;
  digest: string;
  /** Null of a registration. */
  credential: Credential | null;
}

/**
 * Finds a link that is good now: known, of one of these kinds, not used, not old, and its account as it was.
 *
 * @returns null for every other: no one learns which it was
 * @throws Unavailable
 * @see specs/identity.md 5, 6
 */
export async function goodLink(
  deps: Deps,
  token: string,
  kinds: readonly LinkKind[],
  caller: Caller,
): Promise<GoodLink | null> {
  const digest = linkDigest(token);
  const link = digest && (await deps.links.find(digest));
  if (!digest || !link || !kinds.includes(link.kind)) return null;
  const credential = link.memberId
    ? await deps.members.credentialOfId(link.memberId, caller.call)
    : null;
  if (link.memberId && credential?.member.status !== "active") return null;
  if (bindingNow(link.kind, link.email, credential) !== link.binding) return null;
  if (link.issuedBy && !(await isAdmin(deps, link.issuedBy, caller))) return null;
  return { link, digest, credential };
}

/** Begins the use of a link, after all that can refuse has passed. False when another one was first. @throws Unavailable */
export function takeLink(deps: Deps, { digest, link }: GoodLink): Promise<boolean> {
  return deps.links.take(digest, link.kind, link.binding);
}

/** What the page of a link shows; uses nothing up. @throws Unavailable */
export async function lookAtLink(
  deps: Deps,
  { browserKey, token }: LinkLookInput,
  caller: Caller,
): Promise<Result<LinkLook, "link_invalid">> {
  const good = await goodLink(deps, token, LOOKED_AT, caller);
  if (!good) return err("link_invalid");
  const { credential, link } = good;
  const { kind } = link;
  return ok({
    kind,
    email: maskedEmail(link.email),
    asks: asksOf(good, browserKey),
    ...(kind === "reset" && credential && { waysIn: await waysIn(deps, credential, caller) }),
    expiresIn: Math.max(0, Math.floor((Date.parse(link.expiresAt) - deps.now()) / 1000)),
  });
}

const LOOKED_AT: readonly LinkKind[] = [
  ...["register", "verify", "claim", "reset", "email_change", "email_undo"],
  "mfa_enrol",
] as LinkKind[];

/** An absent-minded click must confirm nothing that a stranger began. */
function asksOf({ credential, link }: GoodLink, browserKey?: string): LinkLook["asks"] {
  switch (link.kind) {
    case "register":
      return isSameBrowser(link, browserKey) ? "nothing" : "password";
    case "verify":
    case "email_change":
      return credential?.passwordHash ? "password" : "session";
    case "mfa_enrol":
      return "session";
    case "claim":
      return credential?.passwordHash ? "password" : "nothing";
    default:
      return "nothing";
  }
}

/** Tells whether the browser is the one that registered. */
export function isSameBrowser({ payload }: Link, browserKey: string | undefined): boolean {
  const pending = Pending.safeParse(payload);
  return (
    pending.success &&
    browserKey !== undefined &&
    pending.data.browser === browserDigest(browserKey)
  );
}

/** The other ways into an account that a reset takes away; an administrator's passkeys stay as a second factor. */
async function waysIn(deps: Deps, { member }: Credential, caller: Caller): Promise<WayIn[]> {
  const [passkeys, identities] = await Promise.all([
    member.role === "admin" ? [] : deps.members.passkeysOf(member.id, caller.call),
    deps.members.identitiesOf(member.id, caller.call),
  ]);
  return [
    ...passkeys.map((key) => ({ kind: "passkey" as const, name: key.name, since: key.createdAt })),
    ...identities.map((own) => ({ kind: "account" as const, name: "Google", since: own.linkedAt })),
  ];
}

async function isAdmin(deps: Deps, memberId: string, caller: Caller): Promise<boolean> {
  const now = await deps.members.stateOf(memberId, caller.call);
  return now?.role === "admin" && now.status === "active";
}

/** What binds a link of this kind now; null for an address that is none. */
function bindingNow(kind: LinkKind, email: string, credential: Credential | null): string | null {
  // An undo link is bound to the address before, which is where it was mailed to.
  const isOwn = credential !== null && kind !== "email_undo";
  const emailNorm = normalizeEmail(isOwn ? credential.member.email : email);
  if (emailNorm === null) return null;
  if (!credential) return kind === "register" ? bindingOf(kind, { emailNorm }) : null;
  const { member, passwordChangedAt, sessionsVoidBelow = 0 } = credential;
  const { id: memberId, role } = member;
  return bindingOf(kind, { memberId, emailNorm, passwordChangedAt, sessionsVoidBelow, role });
}
