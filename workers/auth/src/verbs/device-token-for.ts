/** Gives a browser that signed an account in what distinguishes it from strangers. */

import { currentKey } from "@edgemart/worker-kit/key-ring";
import { readDeviceToken, writeDeviceToken } from "../core/device-token.ts";
import type { Deps } from "../ports.ts";

/** Makes a device token for an account; null when the presented one still serves. */
export function deviceTokenFor(
  deps: Deps,
  email: string,
  presented: string | undefined,
): string | null {
  const { AUTH_REFRESH_SECRETS: secrets } = deps.config;
  const now = Math.floor(deps.now() / 1000);
  if (readDeviceToken(presented, email, secrets.keys.values(), now) !== null) return null;
  return writeDeviceToken(currentKey(secrets), email, deps.newSecret(16), now);
}
