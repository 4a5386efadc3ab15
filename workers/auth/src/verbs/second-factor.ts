/** A member's own second factor: set up, confirmed, replaced, turned off; every change ends the member's other sessions. */
import type { Identity } from "@edgemart/contracts/identity";
import { hasSecondFactor } from "@edgemart/contracts/mfa";
import { err, ok, type Result } from "@edgemart/contracts/result";
import {
  type Factor,
  RECOVERY_CODES,
  type RecoveryCodes,
  type SecondFactorView,
  TOTP_PENDING_SECONDS,
  type TotpOffInput,
  type TotpSetup,
} from "@edgemart/contracts/second-factor";
import { plainRecoveryCode, RECOVERY_CODE_COST, recoveryCode } from "../core/second-factor.ts";
import type { Caller, Deps } from "../ports.ts";
import { endOthers } from "./end-sessions.ts";
import { mayEnrol } from "./enrolment.ts";
import { takeLink } from "./links.ts";
import { proveSecondFactor } from "./prove-second-factor.ts";
import { storedHash } from "./stored-hash.ts";

/** Tells its state. @throws Unavailable */
export async function secondFactorOf(
  deps: Deps,
  { memberId }: Identity,
  caller: Caller,
): Promise<Result<SecondFactorView, "token_invalid">> {
  const factor = await deps.members.factorOf(memberId, caller.call);
  if (!factor) return err("token_invalid");
  const { active, recovery } = factor;
  return ok({
    state: active ? "active" : "off",
    activeSince: active?.since ?? null,
    recoveryCodesLeft: active ? recovery.length : 0,
  });
}

/**
 * Makes a secret that waits for its first code; an active one stays as it is until then.
 *
 * @throws Unavailable
 * @see specs/identity.md 48
 */
export async function setUpTotp(
  deps: Deps,
  identity: Identity,
  caller: Caller,
): Promise<Result<TotpSetup, "mfa_required" | "token_invalid">> {
  const { memberId } = identity;
  const [factor, known] = await Promise.all([
    deps.members.factorOf(memberId, caller.call),
    deps.members.credentialOfId(memberId, caller.call),
  ]);
  if (!factor || known?.member.status !== "active") return err("token_invalid");
  // An administrator's first one may be prepared; what turns it on is its code and a link.
  if (factor.active && !hasSecondFactor(identity.amr)) return err("mfa_required");
  const { sealed, secret, uri } = await deps.totp.make(memberId, known.member.email);
  const kept = await deps.members.setFactor(
    { to: "pending", memberId, secret: sealed },
    caller.call,
  );
  return kept.ok ? ok({ secret, uri, expiresIn: TOTP_PENDING_SECONDS }) : err("token_invalid");
}

type ConfirmError =
  | "link_invalid"
  | "mfa_invalid"
  | "mfa_required"
  | "rate_limited"
  | "temporarily_unavailable"
  | "token_invalid";

/**
 * Turns it on, or puts the new one in place, by the first code of the secret that waits; gives new recovery codes. The
 * session is proved by it from then on, as by signing in with it.
 *
 * @throws Unavailable
 */
export async function confirmTotp(
  deps: Deps,
  identity: Identity,
  { code, enrolToken }: { code: string; enrolToken?: string | undefined },
  caller: Caller,
): Promise<Result<RecoveryCodes, ConfirmError>> {
  const { memberId, memberVersion: sessionVersion, sessionId } = identity;
  const factor = await deps.members.factorOf(memberId, caller.call);
  if (!factor) return err("token_invalid");
  const { active, role } = factor;
  const hasFactor = active !== null || (role === "admin" && factor.hasPasskey);
  const may = await mayEnrol(deps, { role, hasFactor }, identity, enrolToken, caller);
  if (!may.ok) return may;
  const now = Math.floor(deps.now() / 1000);
  const admission = await deps.throttle.takeWindow("totp", memberId, now);
  if (!admission.admitted) {
    return err("rate_limited", { retryAfterSeconds: admission.retryAfterSeconds });
  }
  const { pending: secret } = factor;
  const step = secret && (await deps.totp.stepOf(memberId, secret, code, now));
  if (!secret || step === null) {
    deps.audit({ event: "authn_factor_change", memberId, outcome: "factor_refused" }, caller);
    return err("mfa_invalid");
  }
  const codes = await newCodes(deps);
  await deps.throttle.giveBackWindow("totp", memberId, now);
  if (!codes.ok) return codes;
  const { recoveryCodes, recoveryHashes } = codes.value;
  if (may.value && !(await takeLink(deps, may.value))) return err("link_invalid");
  const change = { to: "active", memberId, sessionVersion, secret, step: Number(step) } as const;
  const changed = await deps.members.setFactor({ ...change, recoveryHashes }, caller.call);
  if (!changed.ok) return err("mfa_invalid");
  if (may.value) await deps.links.finish(may.value.link.id, null);
  const outcome = factor.active ? "factor_replaced" : "factor_on";
  deps.audit({ event: "authn_factor_change", memberId, sessionId, outcome }, caller);
  // How recently the session was proved stays as it is.
  const proof = { sessionId, memberId, amr: "otp", now: identity.authTime };
  await deps.sessions.confirm({ kind: "confirm", ...proof });
  await endOthers(deps, identity, "factor_change", caller);
  return ok({ recoveryCodes });
}

type OffError =
  | "last_factor"
  | "mfa_invalid"
  | "mfa_required"
  | "rate_limited"
  | "temporarily_unavailable"
  | "token_invalid";

/** Turns it off by a code of it or a recovery code; an administrator's last factor stays. @throws Unavailable */
export async function turnOffTotp(
  deps: Deps,
  identity: Identity,
  typed: TotpOffInput,
  caller: Caller,
): Promise<Result<null, OffError>> {
  const { memberId, sessionId } = identity;
  const factor = await deps.members.factorOf(memberId, caller.call);
  if (!factor) return err("token_invalid");
  if (!mayChange(factor, identity)) return err("mfa_required");
  // Before a code is spent; the statement decides it once more.
  if (factor.role === "admin" && !factor.hasPasskey) return err("last_factor");
  const proved = await proveSecondFactor(deps, factor, typed, caller);
  if (!proved.ok) return proved;
  const removed = await deps.members.setFactor({ to: "off", memberId }, caller.call);
  if (!removed.ok)
    return removed.error.code === "last_factor" ? err("last_factor") : err("mfa_invalid");
  deps.audit({ event: "authn_factor_change", memberId, sessionId, outcome: "factor_off" }, caller);
  await endOthers(deps, identity, "factor_change", caller);
  return ok(null);
}

/** Makes new recovery codes; those of before are revoked. @throws Unavailable */
export async function renewRecoveryCodes(
  deps: Deps,
  identity: Identity,
  caller: Caller,
): Promise<
  Result<RecoveryCodes, "mfa_required" | "not_found" | "temporarily_unavailable" | "token_invalid">
> {
  const { memberId, sessionId } = identity;
  const factor = await deps.members.factorOf(memberId, caller.call);
  if (!factor) return err("token_invalid");
  if (!factor.active) return err("not_found");
  if (!mayChange(factor, identity)) return err("mfa_required");
  const codes = await newCodes(deps);
  if (!codes.ok) return codes;
  const { recoveryCodes, recoveryHashes } = codes.value;
  const { memberVersion: sessionVersion } = identity;
  const change = { to: "codes", memberId, recoveryHashes, sessionVersion } as const;
  if (!(await deps.members.setFactor(change, caller.call)).ok) return err("not_found");
  const outcome = "recovery_codes_renewed";
  deps.audit({ event: "authn_factor_change", memberId, sessionId, outcome }, caller);
  return ok({ recoveryCodes });
}

/** A factor that is there is changed by a session that proved one. @see specs/identity.md 48 */
function mayChange({ active }: Factor, { amr }: Identity): boolean {
  return active === null || hasSecondFactor(amr);
}

/** Makes the codes, to be shown once, and their hashes, to be kept. */
async function newCodes(
  deps: Deps,
): Promise<Result<RecoveryCodes & { recoveryHashes: string[] }, "temporarily_unavailable">> {
  const recoveryCodes: string[] = [];
  const recoveryHashes: string[] = [];
  for (let slot = 0; slot < RECOVERY_CODES; slot++) {
    const shown = recoveryCode(slot, deps.newSecret(8));
    const hashed = await storedHash(deps, plainRecoveryCode(shown), RECOVERY_CODE_COST);
    if (!hashed.ok) return hashed;
    recoveryCodes.push(shown);
    recoveryHashes.push(hashed.value);
  }
  return ok({ recoveryCodes, recoveryHashes });
}
