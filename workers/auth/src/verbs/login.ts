/** Signs a member in with e-mail and password. */
import type { LoginInput, SessionTokens } from "@edgemart/contracts/auth";
import { normalizeEmail } from "@edgemart/contracts/email";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { accountDigest } from "../core/account-digest.ts";
import { planPasswordCheck } from "../core/password-scheme.ts";
import type { Caller, Deps } from "../ports.ts";
import { openSession } from "./issue-tokens.ts";

type LoginError =
  | "invalid_credentials"
  | "account_disabled"
  | "rate_limited"
  | "temporarily_unavailable";

/**
 * Signs in: account limit, look-up, exactly one hash comparison, session.
 *
 * One answer and one cost for an unknown address, a wrong password, an account without a password and a damaged hash.
 *
 * @returns ok: tokens of a new session · `invalid_credentials` · `account_disabled` after a correct password only ·
 *   `rate_limited`: the password was not looked at · `temporarily_unavailable`: too many sign-ins at once
 * @throws Unavailable
 * @see specs/auth.md items 6, 17–29
 */
export async function login(
  deps: Deps,
  input: LoginInput,
  caller: Caller,
): Promise<Result<SessionTokens, LoginError>> {
  const { AUTH_PEPPERS: peppers, BCRYPT_COST: cost } = deps.config;
  const account = accountDigest(
    input.email,
    peppers.keys.get(peppers.current) ?? new Uint8Array(32),
  );
  const admission = await deps.throttle.takeAccount(account, Math.floor(deps.now() / 1000));
  if (!admission.admitted) {
    deps.audit({ event: "authn_login_fail_max", account, outcome: "account_waits" }, caller);
    return err("rate_limited", { retryAfterSeconds: admission.retryAfterSeconds });
  }

  const known = normalizeEmail(input.email)
    ? await deps.members.credentialOf(input.email, caller.call)
    : null;
  const check = planPasswordCheck(input.password, known?.passwordHash ?? null, peppers, cost);
  const compared = await deps.hasher.compare(check.material, check.hash);
  if (!compared.ok) {
    await deps.throttle.giveBackAccount(account, admission.attempt);
    return compared;
  }
  if (check.corrupt) {
    const memberId = known?.member.id;
    deps.audit({ event: "authn_credential_corrupt", memberId, outcome: "unreadable" }, caller);
  }
  if (!known || !check.decides || !compared.value) {
    auditFailure(deps, account, admission.attempt, caller);
    return err("invalid_credentials");
  }
  await forgive(deps, account, caller);
  const { member } = known;
  if (member.status !== "active") {
    deps.audit({ event: "authn_login_fail", memberId: member.id, outcome: "disabled" }, caller);
    return err("account_disabled");
  }
  const tokens = await openSession(deps, member, input.remember, caller);
  const event = admission.attempt > 1 ? "authn_login_successafterfail" : "authn_login_success";
  const sessionId = tokens.session.id;
  deps.audit({ event, memberId: member.id, sessionId, outcome: "ok" }, caller);
  return ok(tokens);
}

function auditFailure(deps: Deps, account: string, attempt: number, caller: Caller): void {
  deps.audit({ event: "authn_login_fail", account, outcome: "invalid_credentials" }, caller);
  if (attempt === deps.config.LOGIN_ACCOUNT_FAILURES_FREE) {
    deps.audit({ event: "authn_login_lock", account, outcome: "waits_from_now_on" }, caller);
  }
}

/** A counter that could not be cleared only makes the next sign-in wait: no reason to refuse this one. */
async function forgive(deps: Deps, account: string, caller: Caller): Promise<void> {
  try {
    await deps.throttle.forgive(caller.addressPrefix, account);
  } catch (thrown) {
    deps.warn("auth.forgive_failed", thrown, caller);
  }
}
