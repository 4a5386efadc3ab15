/** By what a member signs in, as its export names it: each field by name, so that no key is sent by accident. Pure. */
import type { IdentityView } from "@edgemart/contracts/google";
import type { Passkey } from "@edgemart/contracts/passkeys";
import type { Factor } from "@edgemart/contracts/second-factor";
import type { SignInWays } from "@edgemart/contracts/sign-in-ways";

/** Makes it of what is kept. */
export function signInWaysOf(
  identities: readonly IdentityView[],
  passkeys: readonly Passkey[],
  { active, recovery }: Factor,
): SignInWays {
  return {
    identities: identities.map(({ id, lastUsedAt, linkedAt, provider }) => ({
      ...{ id, provider, linkedAt, lastUsedAt },
    })),
    passkeys: passkeys.map(({ createdAt, id, lastUsedAt, name }) => ({
      ...{ id, name, createdAt, lastUsedAt },
    })),
    secondFactor: {
      state: active ? "active" : "off",
      activeSince: active?.since ?? null,
      recoveryCodesLeft: active ? recovery.length : 0,
    },
  };
}
