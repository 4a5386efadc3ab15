/** Checks a password that a caller claims: the one way to bcrypt for sign-in, reauthentication and password change. */
import type { Credential, FactorsOf } from "@edgemart/contracts/credentials";
import type { Member } from "@edgemart/contracts/member";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { currentKey } from "@edgemart/worker-kit/key-ring";
import { accountDigest } from "../core/account-digest.ts";
import { readDeviceToken } from "../core/device-token.ts";
import { planPasswordCheck } from "../core/password-scheme.ts";
import { isOutdated } from "../core/stored-password.ts";
import { ACCOUNT_LOCK_FAILURES } from "../core/throttle.ts";
import type { Caller, Counter, Deps } from "../ports.ts";
import { storedHash } from "./stored-hash.ts";

type ProofError = "invalid_credentials" | "rate_limited" | "temporarily_unavailable";

/** A password and the account it is claimed for. */
export interface Claim {
  email: string;
  password: string;
  deviceToken: string | undefined;
  /** Asks for the account only after its limit was passed. */
  find(): Promise<Credential | null>;
}

/** A password that was right, and what was learnt on the way. */
export interface Proof {
  member: Member;
  passwordHash: string;
  passwordChangedAt: string | null;
  /** What may be asked for next. */
  factors: FactorsOf | undefined;
  /** Attempts since the last success, this one included. */
  attempt: number;
  /** Nonce of the device token that was taken; null without one. */
  device: string | null;
}

/**
 * Takes an attempt, looks the account up, and makes exactly one hash comparison.
 *
 * A known browser has a counter of its own; when that is used up it waits with the rest. One answer and one cost for an
 * unknown address, a wrong password, an account without a password and a damaged hash. A hash of an earlier kind is
 * written again after the answer.
 *
 * @returns `rate_limited`: the password was not looked at
 * @throws Unavailable
 * @see specs/auth.md items 6, 18, 22, 25–29
 */
export async function provePassword(
  deps: Deps,
  claim: Claim,
  caller: Caller,
): Promise<Result<Proof, ProofError>> {
  const { AUTH_PEPPERS: peppers, BCRYPT_COST: cost } = deps.config;
  const account = accountDigest(claim.email, currentKey(peppers));
  const { admission, counter } = await admit(deps, claim, account);
  if (!admission.admitted) {
    deps.audit({ event: "authn_login_fail_max", account, outcome: "account_waits" }, caller);
    return err("rate_limited", { retryAfterSeconds: admission.retryAfterSeconds });
  }
  const known = await claim.find();
  const check = planPasswordCheck(claim.password, known?.passwordHash ?? null, peppers, cost);
  const compared = await deps.hasher.compare(check.material, check.hash);
  if (!compared.ok) {
    await giveBack(deps, counter, admission.attempt);
    return compared;
  }
  if (check.corrupt) {
    const memberId = known?.member.id;
    deps.audit({ event: "authn_credential_corrupt", memberId, outcome: "unreadable" }, caller);
  }
  if (!known?.passwordHash || !check.decides || !compared.value) {
    auditFailure(deps, { ...counter, memberId: known?.member.id }, admission.attempt, caller);
    return err("invalid_credentials");
  }
  await forgive(deps, counter, caller);
  const { factors, member, passwordChangedAt, passwordHash } = known;
  if (isOutdated(passwordHash, peppers, cost)) {
    caller.later(upgrade(deps, member.id, passwordHash, claim.password, caller));
  }
  const { attempt } = admission;
  const { device } = counter;
  return ok({ member, passwordHash, passwordChangedAt, factors, attempt, device });
}

async function admit(deps: Deps, claim: Claim, account: string) {
  const now = Math.floor(deps.now() / 1000);
  const secrets = deps.config.AUTH_REFRESH_SECRETS.keys.values();
  const device = readDeviceToken(claim.deviceToken, claim.email, secrets, now);
  if (device !== null) {
    const admission = await deps.throttle.takeWindow("device", device, now);
    if (admission.admitted) return { admission, counter: { account, device } };
  }
  return {
    admission: await deps.throttle.takeAccount(account, now),
    counter: { account, device: null },
  };
}

async function giveBack(deps: Deps, { account, device }: Counter, attempt: number): Promise<void> {
  if (device === null) return deps.throttle.giveBackAccount(account, attempt);
  return deps.throttle.giveBackWindow("device", device, Math.floor(deps.now() / 1000));
}

function auditFailure(
  deps: Deps,
  { account, device, memberId }: Counter & { memberId: string | undefined },
  attempt: number,
  caller: Caller,
): void {
  // Whose account it is, for the mail to its owner; the answer is the same without one.
  const locked = { event: "authn_login_lock", account, ...(memberId && { memberId }) } as const;
  deps.audit({ event: "authn_login_fail", account, outcome: "invalid_credentials" }, caller);
  if (device !== null) return;
  if (attempt === deps.config.LOGIN_ACCOUNT_FAILURES_FREE) {
    deps.audit({ ...locked, outcome: "waits_from_now_on" }, caller);
  }
  if (attempt === ACCOUNT_LOCK_FAILURES) {
    deps.audit({ ...locked, outcome: "until_success_or_unlock" }, caller);
  }
}

/** A counter that could not be cleared only makes the next sign-in wait: no reason to refuse this one. */
async function forgive(deps: Deps, counter: Counter, caller: Caller): Promise<void> {
  try {
    await deps.throttle.forgive(caller.bucket ?? caller.addressPrefix, counter);
  } catch (thrown) {
    deps.warn("auth.forgive_failed", thrown, caller);
  }
}

/** Loses against every other change of the hash, and may fail: the next sign-in tries again. */
async function upgrade(
  deps: Deps,
  memberId: string,
  expectedHash: string,
  password: string,
  caller: Caller,
): Promise<void> {
  try {
    const hashed = await storedHash(deps, password);
    if (!hashed.ok) return;
    const change = {
      memberId,
      expectedHash,
      passwordHash: hashed.value,
      sessionsVoidBefore: 0,
      reason: "upgrade",
    } as const;
    await deps.members.replaceCredential(change, caller.call);
  } catch (thrown) {
    deps.warn("auth.upgrade_failed", thrown, caller);
  }
}
