/** Signs a member in with e-mail and password. */
import type { FirstFactorOutput, LoginInput } from "@edgemart/contracts/auth";
import { normalizeEmail } from "@edgemart/contracts/email";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { secondFactorsAsked } from "../core/second-factor.ts";
import type { Caller, Deps } from "../ports.ts";
import { deviceTokenFor } from "./device-token-for.ts";
import { askSecondFactor } from "./finish-login.ts";
import { byPassword, openSession } from "./issue-tokens.ts";
import { provePassword } from "./prove-password.ts";

type LoginError =
  | "invalid_credentials"
  | "account_disabled"
  | "rate_limited"
  | "temporarily_unavailable";

/**
 * Signs in: the password's proof, then a session of its own; whatever session the caller has stays out of it.
 *
 * @returns ok: tokens of a new session, and a device token unless the caller's own still serves; or a challenge where
 *   a second factor is asked (identity 47) ·
 *   `invalid_credentials` · `account_disabled` after a correct password only ·
 *   `rate_limited`: the password was not looked at · `temporarily_unavailable`: too many sign-ins at once
 * @throws Unavailable
 * @see specs/auth.md items 17–29
 */
export async function login(
  deps: Deps,
  input: LoginInput,
  caller: Caller,
): Promise<Result<FirstFactorOutput, LoginError>> {
  const { email, password, deviceToken } = input;
  const find = async () =>
    normalizeEmail(email) ? deps.members.credentialOf(email, caller.call) : null;
  const proved = await provePassword(deps, { email, password, deviceToken, find }, caller);
  if (!proved.ok) return proved;
  const { attempt, device, member } = proved.value;
  if (member.status !== "active") {
    deps.audit({ event: "authn_login_fail", memberId: member.id, outcome: "disabled" }, caller);
    return err("account_disabled");
  }
  const methods = secondFactorsAsked(member.role, proved.value.factors);
  if (methods.length > 0) {
    deps.audit(
      { event: "authn_login_success", memberId: member.id, outcome: "first_factor" },
      caller,
    );
    const { passwordChangedAt } = proved.value;
    const { remember } = input;
    const first = { memberId: member.id, passwordChangedAt, amr: "pwd", remember };
    return ok(await askSecondFactor(deps, { ...first, isKnownBrowser: device !== null }, methods));
  }
  const proven = byPassword(deps, proved.value, caller);
  const tokens = await openSession(deps, proven, input.remember, caller);
  if (!tokens) {
    const outcome = "changed_meanwhile";
    deps.audit({ event: "authn_login_fail", memberId: member.id, outcome }, caller);
    return err("invalid_credentials");
  }
  const event = attempt > 1 ? "authn_login_successafterfail" : "authn_login_success";
  const sessionId = tokens.session.id;
  deps.audit({ event, memberId: member.id, sessionId, outcome: "ok" }, caller);
  const serves = device === null ? undefined : deviceToken;
  return ok({ ...tokens, deviceToken: deviceTokenFor(deps, email, serves) });
}
