/** Opens the account of a new person from Google, who has agreed to terms and privacy. */
import type { LoginOutput } from "@edgemart/contracts/auth";
import type { GoogleAccept } from "@edgemart/contracts/google";
import { err, type Result } from "@edgemart/contracts/result";
import { digestOf } from "../core/digest.ts";
import type { Caller, Deps } from "../ports.ts";
import { openByGoogle } from "./login-by-google.ts";

type AcceptError =
  | "account_disabled"
  | "email_taken"
  | "identity_taken"
  | "not_found"
  | "oidc_state_invalid";

/**
 * Takes the ticket, makes member, identity and acceptance in one statement, and signs in.
 *
 * @returns `email_taken`: somebody opened an account with the address meanwhile
 * @throws Unavailable; the ticket is used then
 * @see specs/identity.md 27, 29
 */
export async function acceptGoogle(
  deps: Deps,
  { accepts, name, ticket }: GoogleAccept,
  caller: Caller,
): Promise<Result<LoginOutput, AcceptError>> {
  if (!deps.oidc) return err("not_found");
  const digest = digestOf(ticket);
  const known = await deps.oidcStore.peekTicket(digest);
  // A ticket of an account that is there is for its proof alone.
  if (!known || known.memberId !== null) return err("oidc_state_invalid");
  const taken = await deps.oidcStore.takeTicket(digest);
  if (!taken) return err("oidc_state_invalid");
  const { email, issuer, locale, picture, remember, subject } = taken;
  const made = await deps.members.registerWithIdentity(
    { issuer, subject, email, locale, picture, accepts, name: name ?? taken.name },
    caller.call,
  );
  if (!made.ok) {
    const { code } = made.error;
    return err(code === "validation_failed" ? "oidc_state_invalid" : code);
  }
  const { identity, member } = made.value;
  deps.audit({ event: "user_created", memberId: member.id, outcome: "google" }, caller);
  const person = { issuedAt: Math.floor(caller.arrivedMs / 1000) };
  const terms = { deviceToken: undefined, remember };
  return openByGoogle(deps, { identity, member, hasAnotherWay: false }, person, terms, caller);
}
