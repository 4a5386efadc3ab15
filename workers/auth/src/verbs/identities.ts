/** A member's own linked accounts: linked after a recent proof, listed, unlinked. */
import type { IdentityView, OidcCallback } from "@edgemart/contracts/google";
import type { Identity } from "@edgemart/contracts/identity";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Caller, Deps } from "../ports.ts";
import { finishOidc, type OidcError } from "./finish-oidc.ts";

/**
 * Links the account that the provider names. Whose it is already is said only after its ID token was verified.
 *
 * @throws Unavailable
 * @see specs/identity.md 30
 */
export async function addGoogle(
  deps: Deps,
  { memberId, memberVersion: sessionVersion, sessionId }: Identity,
  callback: OidcCallback,
  caller: Caller,
): Promise<
  Result<IdentityView, OidcError | "email_unverified" | "identity_exists" | "identity_taken">
> {
  const asked = { purpose: "link", memberId, sessionId } as const;
  const finished = await finishOidc(deps, callback, asked, caller);
  if (!finished.ok) return finished;
  const { issuer, subject } = finished.value.person;
  const linked = await deps.members.linkIdentity(
    { issuer, subject, memberId, memberVersion: null, sessionVersion },
    caller.call,
  );
  if (!linked.ok) {
    // Of a living session's member only its address can be missing, unconfirmed meanwhile; or its sessions were ended just now.
    return err(linked.error.code === "not_found" ? "email_unverified" : linked.error.code);
  }
  deps.audit({ event: "authn_factor_change", memberId, outcome: "google_linked" }, caller);
  return linked;
}

/** Unlinks one, unless its member could not sign in any more; other sessions that came through it end. @throws Unavailable */
export async function removeIdentity(
  deps: Deps,
  { memberId, sessionId: own }: Identity,
  id: string,
  caller: Caller,
): Promise<Result<null, "not_found" | "last_sign_in_method">> {
  const removed = await deps.members.unlinkIdentity({ memberId, id }, caller.call);
  if (!removed.ok) return removed;
  deps.audit({ event: "authn_factor_change", memberId, outcome: "google_unlinked" }, caller);
  const sessions = await deps.sessions.list(memberId);
  const through = sessions.filter((each) => each.id !== own && each.amr.split(" ").includes("fed"));
  for (const { id: sessionId } of through) {
    await deps.sessions.end({ kind: "end", scope: "one", memberId, sessionId });
    const event = "authn_token_revoked" as const;
    deps.audit({ event, memberId, sessionId, outcome: "google_unlinked" }, caller);
  }
  return ok(null);
}
