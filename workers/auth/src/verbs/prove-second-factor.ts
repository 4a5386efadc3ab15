/** Checks a code or a recovery code: the one way for sign-in, a fresh proof and changes of the factor. */
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Factor } from "@edgemart/contracts/second-factor";
import { planPasswordCheck } from "../core/password-scheme.ts";
import { RECOVERY_CODE_COST } from "../core/second-factor.ts";
import { FACTOR_TRIES_MAX } from "../core/throttle.ts";
import type { Caller, Deps } from "../ports.ts";

/** What was typed: one of the two. */
export interface TypedFactor {
  code?: string | undefined;
  recoveryCode?: string | undefined;
}

/** The outcome of the try after which a second factor waits. */
export const FACTOR_LOCK = "factor_waits_from_now_on";

type ProofError = "mfa_invalid" | "rate_limited" | "temporarily_unavailable";

/**
 * Takes one of the member's few tries, checks what was typed against the factor as it was read, and uses it up.
 *
 * The tries are counted apart from the password's and given back by success. A code counts once: its step is taken by
 * the statement that compares it, and so is a recovery code.
 *
 * @throws Unavailable
 * @see specs/identity.md 48, 49
 */
export async function proveSecondFactor(
  deps: Deps,
  factor: Factor,
  typed: TypedFactor,
  caller: Caller,
): Promise<Result<"totp" | "recovery", ProofError>> {
  const { memberId } = factor;
  const now = Math.floor(deps.now() / 1000);
  const admission = await deps.throttle.takeWindow("totp", memberId, now);
  if (!admission.admitted) {
    deps.audit({ event: "authn_login_fail_max", memberId, outcome: "factor_waits" }, caller);
    return err("rate_limited", { retryAfterSeconds: admission.retryAfterSeconds });
  }
  const isRight =
    typed.code !== undefined
      ? ok(await takeCode(deps, factor, typed.code, now, caller))
      : await takeRecovery(deps, factor, typed.recoveryCode ?? "", caller);
  if (!isRight.ok || isRight.value) await deps.throttle.giveBackWindow("totp", memberId, now);
  if (!isRight.ok) return isRight;
  const method = typed.code !== undefined ? "totp" : "recovery";
  if (isRight.value) return ok(method);
  deps.audit({ event: "authn_login_fail", memberId, outcome: `factor_${method}` }, caller);
  if (admission.attempt === FACTOR_TRIES_MAX) {
    deps.audit({ event: "authn_login_lock", memberId, outcome: FACTOR_LOCK }, caller);
  }
  return err("mfa_invalid");
}

async function takeCode(
  deps: Deps,
  { active, memberId }: Factor,
  code: string,
  now: number,
  caller: Caller,
): Promise<boolean> {
  if (!active) return false;
  const { secret } = active;
  const step = await deps.totp.stepOf(memberId, secret, code, now);
  return step !== null && deps.members.takeStep({ memberId, secret, step }, caller.call);
}

/** One comparison, whatever the slot holds. */
async function takeRecovery(
  deps: Deps,
  { memberId, recovery }: Factor,
  plain: string,
  caller: Caller,
): Promise<Result<boolean, "temporarily_unavailable">> {
  const { AUTH_PEPPERS: peppers } = deps.config;
  const slot = plain.slice(0, 1);
  const hash = recovery.find((each) => each.slot === slot)?.hash ?? null;
  const check = planPasswordCheck(plain, hash, peppers, RECOVERY_CODE_COST);
  const compared = await deps.hasher.compare(check.material, check.hash);
  if (!compared.ok) return compared;
  if (hash === null || !check.decides || !compared.value) return ok(false);
  const left = await deps.members.takeRecoveryCode({ memberId, slot, hash }, caller.call);
  if (left === null) return ok(false);
  // Its owner is notified of each use.
  deps.audit({ event: "authn_factor_change", memberId, outcome: "recovery_used" }, caller);
  return ok(true);
}
