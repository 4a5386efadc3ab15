/** A forgotten password: a link is mailed, or made by an administrator, and sets a new one once. @see specs/identity.md D */
import type { PasswordResetInput, ResetLink } from "@edgemart/contracts/auth";
import type { Credential } from "@edgemart/contracts/credentials";
import { normalizeEmail } from "@edgemart/contracts/email";
import { type ForgotInput, LINK_LIFE_SECONDS } from "@edgemart/contracts/links";
import type { Locale } from "@edgemart/contracts/locale";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { currentKey } from "@edgemart/worker-kit/key-ring";
import { accountDigest } from "../core/account-digest.ts";
import { isCommonPassword } from "../core/common-password.ts";
import { MAILED, provesMailbox } from "../core/mailed.ts";
import type { Caller, Deps } from "../ports.ts";
import { endAll } from "./end-sessions.ts";
import { mailUndoAgain, whoseAddress } from "./held-address.ts";
import { goodLink, makeLink, takeLink } from "./links.ts";
import { mayMail } from "./mail-limit.ts";
import { storedHash } from "./stored-hash.ts";
import { authEvent } from "./tell.ts";

/** Makes a link in an administrator's name, to be handed on in person; an older one of the member is revoked from now on. @throws Unavailable */
export async function issueReset(
  deps: Deps,
  credential: Credential,
  issuedBy: string,
): Promise<ResetLink> {
  const { email, locale } = credential.member;
  const order = { kind: "reset", credential, email, locale, issuedBy, event: () => null } as const;
  const { token } = await makeLink(deps, order);
  return { resetToken: token, expiresIn: LINK_LIFE_SECONDS.reset };
}

/**
 * Mails a link to a new password, if there is such an account. Until the answer the work is the same for every address;
 * link, event and mail follow it.
 *
 * @throws Unavailable
 * @see specs/identity.md 7, 8
 */
export async function requestReset(
  deps: Deps,
  { deviceToken, email, locale }: ForgotInput,
  caller: Caller,
): Promise<void> {
  const isAdmitted = await mayMail(deps, email, deviceToken);
  const { known, heldFor } = await whoseAddress(deps, email, caller);
  const account = accountDigest(email, currentKey(deps.config.AUTH_PEPPERS));
  const outcome = isAdmitted ? "link_asked_for" : "too_many_links";
  deps.audit({ event: "authn_password_change", account, outcome }, caller);
  if (!isAdmitted) return;
  const mail = async () => {
    if (known?.member.status === "active") await mailReset(deps, known, locale, caller);
    if (!known && heldFor) await mailUndoAgain(deps, heldFor, email, caller);
  };
  caller.later(mail().catch((thrown) => deps.warn("auth.link_not_made", thrown, caller)));
}

/** Mails a member a link to a new password. @throws Unavailable */
export async function mailReset(
  deps: Deps,
  credential: Credential,
  locale: Locale,
  caller: Caller,
) {
  const { email, id: memberId } = credential.member;
  const about = { type: "member", id: memberId } as const;
  await makeLink(deps, {
    ...{ kind: "reset", credential, email, locale },
    event: (linkId) =>
      authEvent(deps, "auth.reset_requested", about, { linkId, locale, memberId }, caller),
  });
}

/**
 * Mails a member a link in an administrator's name, whose right it depends on. The mail says that staff sent it, and not from
 * where.
 *
 * @throws Unavailable
 */
export async function mailResetByStaff(
  deps: Deps,
  credential: Credential,
  issuedBy: string,
  caller: Caller,
): Promise<void> {
  const { email, id: memberId, locale } = credential.member;
  const about = { type: "member", id: memberId } as const;
  const nowhere = { ...caller, country: "", userAgent: "" };
  await makeLink(deps, {
    ...{ kind: "reset", credential, email, locale, issuedBy, payload: MAILED },
    event: (linkId) => {
      const data = { linkId, locale, memberId, byStaff: true } as const;
      return authEvent(deps, "auth.reset_requested", about, data, nowhere);
    },
  });
}

type ResetError = "reset_invalid" | "password_too_common" | "temporarily_unavailable";

/**
 * Sets a new password and ends every session; signs no one in.
 *
 * The link is used up only when the new hash is made, so a password that is refused does not cost it; of parallel
 * uses one succeeds. Other ways into the account go with it, unless they are kept.
 *
 * @throws Unavailable: a use that was cut off may be repeated after half a minute, and acts once
 * @see specs/auth.md items 56, 57; specs/identity.md 15–17
 */
export async function resetPassword(
  deps: Deps,
  { keepOtherWaysIn, newPassword, token }: PasswordResetInput,
  caller: Caller,
): Promise<Result<null, ResetError>> {
  const good = await goodLink(deps, token, ["reset"], caller);
  const emailNorm = normalizeEmail(good?.credential?.member.email ?? "");
  if (!good?.credential || emailNorm === null) return err("reset_invalid");
  const { email, id: memberId, name } = good.credential.member;
  if (isCommonPassword(newPassword, { email, name })) return err("password_too_common");
  const hashed = await storedHash(deps, newPassword);
  if (!hashed.ok) return hashed;
  if (!(await takeLink(deps, good))) return err("reset_invalid");
  const { id } = good.link;
  const change = {
    ...{ memberId, expectedHash: null, passwordHash: hashed.value },
    reason: "reset",
    sessionsVoidBefore: Math.floor(caller.arrivedMs / 1000),
    ...{ link: { id, emailNorm, isMailed: provesMailbox(good.link) }, keepOtherWaysIn },
  } as const;
  const isDone = await deps.members.replaceCredential(change, caller.call);
  await deps.links.finish(id, null);
  if (!isDone) return err("reset_invalid");
  deps.audit({ event: "authn_password_change", memberId, outcome: "reset" }, caller);
  await endAll(deps, memberId, "password_reset", caller);
  await deps.links.dropAllOf(memberId, ["email_undo", "mfa_enrol"]);
  return ok(null);
}
