/** The second factor: finishing a sign-in by it, and a member's own. Tokens and secrets stay on the server. */
import { type LoginOutput, LoginOutput as SignedIn } from "@edgemart/contracts/auth";
import { PasskeyOptions } from "@edgemart/contracts/passkeys";
import type { Result } from "@edgemart/contracts/result";
import {
  type MfaInput,
  RecoveryCodes,
  SecondFactorView,
  type TotpOffInput,
  TotpSetup,
} from "@edgemart/contracts/second-factor";
import { bearer, serviceKey } from "./credential.ts";
import { askGateway } from "./gateway.ts";

const TOTP = "/api/auth/totp";

/** Finishes a sign-in; `challenge_invalid` when it is over. */
export function finishLogin(body: MfaInput): Promise<Result<LoginOutput>> {
  const path = "/api/auth/mfa";
  return askGateway(SignedIn, { method: "POST", path, credential: serviceKey(), body });
}

/** Asks for a challenge for the passkeys of the member whose sign-in waits. */
export function askToFinishByPasskey(challenge: string): Promise<Result<PasskeyOptions>> {
  const path = "/api/auth/passkey/options";
  const credential = serviceKey();
  return askGateway(PasskeyOptions, { method: "POST", path, credential, body: { challenge } });
}

/** Tells whether the member has a second factor. */
export function fetchSecondFactor(accessToken: string): Promise<Result<SecondFactorView>> {
  return askGateway(SecondFactorView, { path: TOTP, credential: bearer(accessToken) });
}

/** Makes a secret that waits for its first code; needs a recent proof. */
export function setUpTotp(accessToken: string): Promise<Result<TotpSetup>> {
  return post(TotpSetup, `${TOTP}/setup`, accessToken, {});
}

/** Turns it on, or replaces it; gives recovery codes, once. @param enrolToken of an administrator's first one */
export function confirmTotp(
  accessToken: string,
  body: { code: string; enrolToken?: string | undefined },
): Promise<Result<RecoveryCodes>> {
  return post(RecoveryCodes, TOTP, accessToken, body);
}

/** Makes new recovery codes. */
export function renewRecoveryCodes(accessToken: string): Promise<Result<RecoveryCodes>> {
  return post(RecoveryCodes, `${TOTP}/recovery`, accessToken, {});
}

/** Turns it off; `last_factor` of an administrator. */
export function turnOffTotp(accessToken: string, body: TotpOffInput): Promise<Result<undefined>> {
  const credential = bearer(accessToken);
  return askGateway<undefined>(null, { method: "POST", path: `${TOTP}/off`, credential, body });
}

function post<T>(
  schema: Parameters<typeof askGateway<T>>[0],
  path: string,
  accessToken: string,
  body: object,
): Promise<Result<T>> {
  return askGateway(schema, { method: "POST", path, credential: bearer(accessToken), body });
}
