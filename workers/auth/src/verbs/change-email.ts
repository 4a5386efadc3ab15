/** A member's address: confirmed by a mailed link, moved to another one, and taken back by who reads the old mailbox. @see specs/identity.md 13, 18–21 */
import type { Credential } from "@edgemart/contracts/credentials";
import { normalizeEmail } from "@edgemart/contracts/email";
import type { EmailConfirmInput } from "@edgemart/contracts/email-change";
import { type Identity, isOfBefore } from "@edgemart/contracts/identity";
import type { LinkKind } from "@edgemart/contracts/links";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Caller, Deps } from "../ports.ts";
import { endAll, endOthers } from "./end-sessions.ts";
import { whoseAddress } from "./held-address.ts";
import { type GoodLink, goodLink, makeLink, takeLink } from "./links.ts";
import { mayMail, mayMailUnasked } from "./mail-limit.ts";
import { proveMember } from "./prove-member.ts";
import { mailReset } from "./reset-password.ts";
import { authEvent } from "./tell.ts";

/**
 * Begins a move to another address. The answer and the work before it are alike for a free and a taken one; the present
 * address is notified of either.
 *
 * @returns `validation_failed` for the address that the account has
 * @throws Unavailable
 */
export async function requestEmailChange(
  deps: Deps,
  identity: Identity,
  email: string,
  caller: Caller,
): Promise<Result<null, "token_invalid" | "validation_failed">> {
  const { memberId } = identity;
  const isAdmitted = await mayMail(deps, email, undefined);
  const own = await deps.members.credentialOfId(memberId, caller.call);
  const { known, heldFor } = await whoseAddress(deps, email, caller);
  if (own?.member.status !== "active") return err("token_invalid");
  if (isOfBefore(identity, own.sessionsVoidBelow)) return err("token_invalid");
  if (normalizeEmail(email) === normalizeEmail(own.member.email)) {
    const same = { path: "email", code: "same", message: "is the present address" };
    return err("validation_failed", { errors: [same] });
  }
  const outcome = isAdmitted ? "email_change_asked_for" : "too_many_links";
  deps.audit({ event: "user_updated", memberId, outcome }, caller);
  if (!isAdmitted) return ok(null);
  const isTaken = known !== null || (heldFor !== null && heldFor !== memberId);
  const work = isTaken
    ? refuseMove(deps, memberId, known?.member.id ?? null, caller)
    : mailMove(deps, own, email, caller);
  caller.later(work.catch((thrown) => deps.warn("auth.link_not_made", thrown, caller)));
  return ok(null);
}

async function mailMove(deps: Deps, credential: Credential, email: string, caller: Caller) {
  if (!(await mayMailUnasked(deps))) return;
  const { id: memberId, locale } = credential.member;
  const about = { type: "member", id: memberId } as const;
  await makeLink(deps, {
    ...{ kind: "email_change", credential, email, locale },
    event: (linkId) =>
      authEvent(deps, "auth.email_change_requested", about, { linkId, locale, memberId }, caller),
  });
}

/** @param ownerId whose address it is; null of one that is held */
async function refuseMove(deps: Deps, askedBy: string, ownerId: string | null, caller: Caller) {
  const about = { type: "member", id: ownerId ?? askedBy } as const;
  const data = { memberId: ownerId ?? askedBy, askedBy };
  await deps.links.tell(authEvent(deps, "auth.email_change_refused", about, data, caller));
}

type ConfirmError =
  | "link_invalid"
  | "validation_failed"
  | "invalid_credentials"
  | "rate_limited"
  | "temporarily_unavailable";

/**
 * Moves the account, and ends its other sessions. The old address is held, and is mailed the link that takes it back.
 *
 * The link back is made first: an account is never moved without one.
 *
 * @throws Unavailable
 */
export async function confirmEmailChange(
  deps: Deps,
  input: EmailConfirmInput,
  caller: Caller,
): Promise<Result<null, ConfirmError | "email_taken">> {
  const used = await useLink(deps, "email_change", input, caller);
  if (!used.ok) return used;
  const { credential, identity, link } = used.value;
  const { email: before, id: memberId, locale } = credential.member;
  const back = await makeLink(deps, {
    ...{ kind: "email_undo", credential, email: before, locale, event: () => null },
  });
  const { email, id: linkId } = link;
  const undo = { undoLinkId: back.id, email };
  const moved = await deps.members.moveEmail(
    { memberId, linkId, was: factsOf(credential), ...undo },
    caller.call,
  );
  await deps.links.finish(linkId, null);
  if (!moved.ok) {
    await deps.links.drop(back.id);
    return err(moved.error.code);
  }
  deps.audit({ event: "user_updated", memberId, outcome: "email_changed" }, caller);
  if (identity) await endOthers(deps, identity, "email_change", caller);
  else await endAll(deps, memberId, "email_change", caller);
  return ok(null);
}

/** Confirms the address that the account has. @throws Unavailable */
export async function verifyEmail(
  deps: Deps,
  input: EmailConfirmInput,
  caller: Caller,
): Promise<Result<null, ConfirmError>> {
  const used = await useLink(deps, "verify", input, caller);
  if (!used.ok) return used;
  const { credential, link } = used.value;
  const { id: memberId } = credential.member;
  const verify = { memberId, linkId: link.id, was: factsOf(credential) };
  const isDone = await deps.members.verifyEmail(verify, caller.call);
  await deps.links.finish(link.id, null);
  if (!isDone) return err("link_invalid");
  deps.audit({ event: "user_updated", memberId, outcome: "email_verified" }, caller);
  return ok(null);
}

/** Mails a link that confirms the caller's address, unless it is confirmed. @throws Unavailable */
export async function requestVerification(
  deps: Deps,
  { memberId }: Identity,
  caller: Caller,
): Promise<Result<null, "token_invalid">> {
  const credential = await deps.members.credentialOfId(memberId, caller.call);
  if (credential?.member.status !== "active") return err("token_invalid");
  const { email, emailVerified, locale } = credential.member;
  if (emailVerified || !(await mayMail(deps, email, undefined))) return ok(null);
  const about = { type: "member", id: memberId } as const;
  await makeLink(deps, {
    ...{ kind: "verify", credential, email, locale },
    event: (linkId) =>
      authEvent(deps, "auth.verify_requested", about, { linkId, locale, memberId }, caller),
  });
  return ok(null);
}

/** Takes a link for the member itself, after all that can refuse has passed: what is refused does not cost it. */
async function useLink(
  deps: Deps,
  kind: LinkKind,
  input: EmailConfirmInput,
  caller: Caller,
): Promise<Result<GoodLink & { credential: Credential; identity: Identity | null }, ConfirmError>> {
  const good = await goodLink(deps, input.token, [kind], caller);
  if (!good?.credential) return err("link_invalid");
  const { credential } = good;
  const proved = await proveMember(deps, credential, input, caller);
  if (!proved.ok) return proved;
  if (!(await takeLink(deps, good))) return err("link_invalid");
  return ok({ ...good, credential, identity: proved.value });
}

function factsOf({ member, passwordChangedAt, sessionsVoidBelow = 0 }: Credential) {
  const emailNorm = normalizeEmail(member.email) ?? "";
  return { emailNorm, passwordChangedAt, sessionsVoidBelow };
}

/**
 * Puts the old address back: the mailbox that the account had first wins over all that happened since. Every session
 * ends, the password and the other ways in go, every link but older ones of this kind is revoked, and a link to a new
 * password is mailed.
 *
 * @throws Unavailable: it may be repeated after half a minute, and goes on where it was cut off
 */
export async function undoEmailChange(
  deps: Deps,
  token: string,
  caller: Caller,
): Promise<Result<null, "link_invalid">> {
  const good = await goodLink(deps, token, ["email_undo"], caller);
  if (!good?.credential || !(await takeLink(deps, good))) return err("link_invalid");
  const { link } = good;
  const { id: memberId, locale } = good.credential.member;
  const sessionsVoidBefore = Math.floor(caller.arrivedMs / 1000);
  const undo = { memberId, linkId: link.id, email: link.email, sessionsVoidBefore };
  const isDone = await deps.members.undoEmail(undo, caller.call);
  if (!isDone) {
    await deps.links.finish(link.id, null);
    return err("link_invalid");
  }
  deps.audit({ event: "user_updated", memberId, outcome: "email_undone" }, caller);
  await endAll(deps, memberId, "email_undo", caller);
  await deps.links.dropAllOf(memberId, ["email_undo"], link);
  const credential = await deps.members.credentialOfId(memberId, caller.call);
  if (credential) await mailReset(deps, credential, locale, caller);
  await deps.links.finish(link.id, null);
  return ok(null);
}
