/** Registration that tells no one whether an address has an account: it begins when a link of its mailbox is used (mode A). */
import type { LoginOutput } from "@edgemart/contracts/auth";
import { normalizeEmail } from "@edgemart/contracts/email";
import type { RegisterAgainInput, RegisterConfirmInput } from "@edgemart/contracts/links";
import type { RegisterInput } from "@edgemart/contracts/member";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { currentKey } from "@edgemart/worker-kit/key-ring";
import { accountDigest } from "../core/account-digest.ts";
import { isCommonPassword } from "../core/common-password.ts";
import { bindingOf, browserDigest } from "../core/links.ts";
import { planPasswordCheck } from "../core/password-scheme.ts";
import { Pending } from "../core/pending.ts";
import type { Caller, Deps } from "../ports.ts";
import { deviceTokenFor } from "./device-token-for.ts";
import { mailUndoAgain, whoseAddress } from "./held-address.ts";
import { openSession } from "./issue-tokens.ts";
import { type GoodLink, goodLink, isSameBrowser, makeLink, takeLink } from "./links.ts";
import { mayMail, mayMailUnasked } from "./mail-limit.ts";
import { storedHash } from "./stored-hash.ts";
import { authEvent } from "./tell.ts";

/**
 * Begins a registration. One hash and the same trips for every address; link and mail follow the answer.
 *
 * @throws Unavailable
 * @see specs/auth.md 13; specs/identity.md 8–12
 */
export async function beginRegistration(
  deps: Deps,
  input: RegisterInput,
  caller: Caller,
): Promise<Result<null, "password_too_common" | "temporarily_unavailable">> {
  const { email, name, password } = input;
  if (isCommonPassword(password, { email, name })) return err("password_too_common");
  const isAdmitted = await mayMail(deps, email, undefined);
  const { known, heldFor } = await whoseAddress(deps, email, caller);
  const hashed = await storedHash(deps, password);
  if (!hashed.ok) return hashed;
  if (!isAdmitted) return ok(null);
  const work = () => {
    if (known) return tellOwner(deps, known.member.id, email, caller);
    if (heldFor) return mailUndoAgain(deps, heldFor, email, caller);
    return keepPending(deps, input, hashed.value, caller);
  };
  caller.later(work().catch((thrown) => deps.warn("auth.link_not_made", thrown, caller)));
  return ok(null);
}

/** "You already have an account", at most once a day. */
async function tellOwner(deps: Deps, memberId: string, email: string, caller: Caller) {
  const account = accountDigest(email, currentKey(deps.config.AUTH_PEPPERS));
  const now = Math.floor(deps.now() / 1000);
  if (!(await deps.throttle.takeWindow("repeated", account, now)).admitted) return;
  const about = { type: "member", id: memberId } as const;
  const event = authEvent(deps, "auth.registration_repeated", about, { memberId }, caller);
  await deps.links.tell(event);
}

async function keepPending(deps: Deps, input: RegisterInput, hash: string, caller: Caller) {
  const { accepts, browserKey, email, locale, name } = input;
  if (!(await mayMailUnasked(deps))) {
    deps.audit({ event: "excess_rate_limit_exceeded", outcome: "unasked_mails" }, caller);
    return;
  }
  const browser = browserKey === undefined ? null : browserDigest(browserKey);
  const payload: Pending = { name, locale, hash, browser, ...(accepts && { accepts }) };
  await makeLink(deps, {
    ...{ kind: "register", credential: null, email, locale, payload },
    event: (linkId) => registrationEvent(deps, linkId, locale, caller),
  });
}

function registrationEvent(deps: Deps, linkId: string, locale: "ko" | "en", caller: Caller) {
  const about = { type: "link", id: linkId } as const;
  return authEvent(deps, "auth.registration_requested", about, { linkId, locale }, caller);
}

/** Mails the newest pending link of this address and browser once more; nothing tells whether there is one. @throws Unavailable */
export async function repeatRegistration(
  deps: Deps,
  { browserKey, email }: RegisterAgainInput,
  caller: Caller,
): Promise<void> {
  if (!(await mayMail(deps, email, undefined))) return;
  const work = async () => {
    const emailNorm = normalizeEmail(email) ?? "";
    const pending = await deps.links.pending(bindingOf("register", { emailNorm }));
    const own = pending.find((link) => isSameBrowser(link, browserKey));
    if (own && (await mayMailUnasked(deps)))
      await deps.links.tell(registrationEvent(deps, own.id, own.locale, caller));
  };
  caller.later(work().catch((thrown) => deps.warn("auth.link_not_made", thrown, caller)));
}

type ConfirmError =
  | "link_invalid"
  | "invalid_credentials"
  | "validation_failed"
  | "temporarily_unavailable";

/**
 * Opens the account of a registration and signs in: for the browser that began it at once, for every other with the
 * password that was chosen. So an absent-minded click opens no account for a stranger.
 *
 * @returns `link_invalid` also when somebody was first to confirm the address
 * @throws Unavailable
 * @see specs/identity.md 11, 12
 */
export async function confirmRegistration(
  deps: Deps,
  { browserKey, password, token }: RegisterConfirmInput,
  caller: Caller,
): Promise<Result<LoginOutput, ConfirmError>> {
  const good = await goodLink(deps, token, ["register"], caller);
  const pending = Pending.safeParse(good?.link.payload);
  if (!good || !pending.success) return err("link_invalid");
  const isSame = isSameBrowser(good.link, browserKey);
  if (!isSame) {
    const proved = await provePending(deps, good, pending.data.hash, password);
    if (!proved.ok) return proved;
  }
  if (!(await takeLink(deps, good))) return err("link_invalid");
  const { createdAt, email, id } = good.link;
  const { accepts, hash: passwordHash, locale, name } = pending.data;
  const made = await deps.members.register(
    {
      ...{ email, name, locale, passwordHash, idempotencyKey: id, emailVerified: true },
      ...(accepts && { accepts }),
    },
    caller.call,
  );
  if (!made.ok) {
    await deps.links.drop(id);
    return err("link_invalid");
  }
  const { member } = made.value;
  await deps.links.finish(id, member.id);
  deps.audit({ event: "user_created", memberId: member.id, outcome: "confirmed" }, caller);
  // The password was given when the form was posted, not when the link was opened.
  const authTime = isSame ? Math.floor(Date.parse(createdAt) / 1000) : undefined;
  const proven = { member, amr: "pwd", isStillSo: null, authTime };
  const tokens = await openSession(deps, proven, false, caller);
  if (!tokens) return err("link_invalid");
  return ok({ ...tokens, deviceToken: deviceTokenFor(deps, email, undefined) });
}

async function provePending(
  deps: Deps,
  { link }: GoodLink,
  hash: string,
  password: string | undefined,
): Promise<Result<null, Exclude<ConfirmError, "link_invalid">>> {
  if (password === undefined) {
    const missing = { path: "password", code: "required", message: "is needed in this browser" };
    return err("validation_failed", { errors: [missing] });
  }
  const { AUTH_PEPPERS, BCRYPT_COST } = deps.config;
  const check = planPasswordCheck(password, hash, AUTH_PEPPERS, BCRYPT_COST);
  // Taken first: of parallel tries only so many are made as are left.
  if (!(await deps.links.takeTry(link.id))) return err("invalid_credentials");
  const compared = await deps.hasher.compare(check.material, check.hash);
  if (!compared.ok) return compared;
  return check.decides && compared.value ? ok(null) : err("invalid_credentials");
}

/** Forgets a registration that somebody else began. Says nothing of whether there was one. @throws Unavailable */
export async function refuseRegistration(deps: Deps, token: string, caller: Caller): Promise<void> {
  const good = await goodLink(deps, token, ["register"], caller);
  if (good) await deps.links.drop(good.link.id);
}
