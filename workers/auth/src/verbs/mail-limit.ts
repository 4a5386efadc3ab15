/** How many mails an address gets, so that no one is flooded and a stranger cannot use up the owner's. @see specs/identity.md 7 */
import { normalizeEmail } from "@edgemart/contracts/email";
import { currentKey } from "@edgemart/worker-kit/key-ring";
import { accountDigest } from "../core/account-digest.ts";
import { readDeviceToken } from "../core/device-token.ts";
import { mailboxOf } from "../core/links.ts";
import type { Admission, WindowKind } from "../core/throttle.ts";
import type { Deps } from "../ports.ts";

/**
 * Takes one of an address's mails. The same trips to the store for every address: nothing of an account is in them.
 *
 * @param deviceToken of a known browser, which has some more
 * @throws Unavailable
 */
export async function mayMail(
  deps: Deps,
  email: string,
  deviceToken: string | undefined,
): Promise<boolean> {
  const now = Math.floor(deps.now() / 1000);
  const { AUTH_REFRESH_SECRETS } = deps.config;
  const mailbox = mailboxDigest(deps, email);
  const take = async (kind: WindowKind, subject: string) =>
    (await deps.throttle.takeWindow(kind, subject, now)).admitted;
  const device = readDeviceToken(deviceToken, email, AUTH_REFRESH_SECRETS.keys.values(), now);
  // What the hour refuses costs nothing of the day: else strangers would use up the owner's.
  if ((await take("mail", mailbox)) && (await take("mailday", mailbox))) return true;
  return device !== null && (await take("mailknown", mailbox));
}

/** Takes one of the mails that staff may have sent to an address, from all of them together. @throws Unavailable */
export function mayMailByStaff(deps: Deps, email: string): Promise<Admission> {
  const now = Math.floor(deps.now() / 1000);
  return deps.throttle.takeWindow("mailstaff", mailboxDigest(deps, email), now);
}

function mailboxDigest({ config }: Deps, email: string): string {
  const mailbox = mailboxOf(normalizeEmail(email) ?? email);
  return accountDigest(mailbox, currentKey(config.AUTH_PEPPERS));
}

/** Takes one of the mails that all addresses without account get together. False: people have to look. @throws Unavailable */
export async function mayMailUnasked(deps: Deps): Promise<boolean> {
  const now = Math.floor(deps.now() / 1000);
  return (await deps.throttle.takeWindow("unasked", "all", now)).admitted;
}
