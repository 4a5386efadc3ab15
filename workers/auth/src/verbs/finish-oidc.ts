/** Takes what a provider sent a browser back with: the one way for sign-in and for linking. */
import type { OidcCallback } from "@edgemart/contracts/google";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { digestOf, isSame } from "../core/digest.ts";
import type { Caller, Deps, OidcPerson, OidcTransaction } from "../ports.ts";

/** Why an answer of a provider was not taken. */
export type OidcError =
  | "not_found"
  | "oidc_state_invalid"
  | "provider_failed"
  | "provider_unavailable";

/**
 * Takes the transaction, looks whether this browser began it and for this, and asks the provider only then.
 *
 * @param asked what it must have been begun for
 * @throws Unavailable
 * @see specs/identity.md 25
 */
export async function finishOidc(
  deps: Deps,
  { code, iss, state, transaction }: OidcCallback,
  asked: Pick<OidcTransaction, "purpose" | "memberId" | "sessionId">,
  caller: Caller,
): Promise<Result<{ person: OidcPerson; begun: OidcTransaction }, OidcError>> {
  const { oidc } = deps;
  if (!oidc) return err("not_found");
  const fail = (outcome: string) =>
    deps.audit({ event: "authn_login_fail", outcome: `google_${outcome}` }, caller);
  const begun = await deps.oidcStore.takeTransaction(digestOf(state));
  const isOwn =
    begun !== null &&
    isSame(begun.transactionDigest, digestOf(transaction)) &&
    begun.provider === oidc.id &&
    begun.purpose === asked.purpose &&
    begun.memberId === asked.memberId &&
    begun.sessionId === asked.sessionId;
  if (!isOwn) {
    fail("state");
    return err("oidc_state_invalid");
  }
  const identified = await oidc.identify({ code, iss }, begun);
  if (!identified.ok) {
    fail(identified.error.code);
    deps.warn("auth.provider_failed", identified.error.detail, caller);
    return err(identified.error.code);
  }
  return ok({ person: identified.value, begun });
}
