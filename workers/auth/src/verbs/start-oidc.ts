/** Begins a sign-in at the provider, or the linking of an account there. */
import type { OidcStarted } from "@edgemart/contracts/google";
import { OIDC_SECONDS } from "@edgemart/contracts/google";
import type { Identity } from "@edgemart/contracts/identity";
import type { Locale } from "@edgemart/contracts/locale";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { digestOf } from "../core/digest.ts";
import type { Caller, Deps } from "../ports.ts";

/**
 * Keeps what the answer must fit, and says where the browser goes.
 *
 * @param linking whose account is to be linked; null for a sign-in
 * @returns `not_found` where no provider is configured · `email_unverified`: only a confirmed account is linked
 * @throws Unavailable
 * @see specs/identity.md 22, 23, 30
 */
export async function startOidc(
  deps: Deps,
  locale: Locale,
  linking: Identity | null,
  caller: Caller,
): Promise<Result<OidcStarted, "not_found" | "email_unverified">> {
  const { oidc } = deps;
  if (!oidc) return err("not_found");
  if (linking) {
    const own = await deps.members.stateOf(linking.memberId, caller.call);
    if (!own?.emailVerified) return err("email_unverified");
  }
  const [state, nonce, verifier, transaction] = [
    ...[deps.newSecret(32), deps.newSecret(32), deps.newSecret(32), deps.newSecret(32)],
  ] as [string, string, string, string];
  await deps.oidcStore.keepTransaction(digestOf(state), {
    provider: oidc.id,
    purpose: linking ? "link" : "sign_in",
    memberId: linking?.memberId ?? null,
    sessionId: linking?.sessionId ?? null,
    nonce,
    verifier,
    transactionDigest: digestOf(transaction),
    locale,
  });
  const authorizationUrl = await oidc.authorizationUrl({ state, nonce, verifier });
  return ok({ authorizationUrl, transaction, expiresIn: OIDC_SECONDS });
}
