/** By what a signed-in member can prove a second factor. */
import type { MfaMethod } from "@edgemart/contracts/mfa";
import { fetchPasskeys } from "#api/passkeys.ts";
import { fetchSecondFactor } from "#api/second-factor.ts";

/** Asks which factors there are; null when it cannot be found out at present. */
export async function ownMethods(token: string): Promise<MfaMethod[] | null> {
  const [factor, passkeys] = await Promise.all([fetchSecondFactor(token), fetchPasskeys(token)]);
  if (!factor.ok || !passkeys.ok) return null;
  return [
    ...(factor.value.state === "active" ? (["totp"] as const) : []),
    ...(passkeys.value.items.some(({ suspended }) => !suspended) ? (["passkey"] as const) : []),
  ];
}
