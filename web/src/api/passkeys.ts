/** Passkeys: signing in by one, proving oneself by one, and a member's own. Tokens stay on the server. */
import { type LoginOutput, LoginOutput as SignedIn } from "@edgemart/contracts/auth";
import {
  type PasskeyCreate,
  PasskeyList,
  PasskeyOptions,
  PasskeyView,
} from "@edgemart/contracts/passkeys";
import type { Result } from "@edgemart/contracts/result";
import type { PasskeyProof } from "@edgemart/contracts/webauthn";
import { bearer, serviceKey } from "./credential.ts";
import { askGateway } from "./gateway.ts";

const PASSKEYS = "/api/auth/passkeys";

/** Asks for a challenge to sign in by; it names no account. */
export function askToSignInByPasskey(): Promise<Result<PasskeyOptions>> {
  const path = "/api/auth/passkey/options";
  return askGateway(PasskeyOptions, { method: "POST", path, credential: serviceKey(), body: {} });
}

/** Signs in by what a browser answered; `passkey_invalid` for each refusal alike. */
export function loginByPasskey(
  body: PasskeyProof & { remember: boolean; deviceToken?: string },
): Promise<Result<LoginOutput>> {
  const path = "/api/auth/passkey/login";
  return askGateway(SignedIn, { method: "POST", path, credential: serviceKey(), body });
}

/** Asks for a challenge to prove oneself anew; `not_found` without a passkey that may be used. */
export function askToProveByPasskey(accessToken: string): Promise<Result<PasskeyOptions>> {
  const path = "/api/auth/reauthenticate/options";
  const credential = bearer(accessToken);
  return askGateway(PasskeyOptions, { method: "POST", path, credential, body: {} });
}

/** Lists the member's passkeys, oldest first. */
export function fetchPasskeys(accessToken: string): Promise<Result<{ items: PasskeyView[] }>> {
  return askGateway(PasskeyList, { path: PASSKEYS, credential: bearer(accessToken) });
}

/** Asks for what a browser makes a passkey with; needs a recent proof. */
export function askToAddPasskey(accessToken: string): Promise<Result<PasskeyOptions>> {
  const path = `${PASSKEYS}/options`;
  const credential = bearer(accessToken);
  return askGateway(PasskeyOptions, { method: "POST", path, credential, body: {} });
}

/** Keeps a new passkey; needs a recent proof. */
export function addPasskey(accessToken: string, body: PasskeyCreate): Promise<Result<PasskeyView>> {
  const credential = bearer(accessToken);
  return askGateway(PasskeyView, { method: "POST", path: PASSKEYS, credential, body });
}

/** Gives a passkey another name. */
export function renamePasskey(
  accessToken: string,
  id: string,
  name: string,
): Promise<Result<PasskeyView>> {
  const path = `${PASSKEYS}/${encodeURIComponent(id)}`;
  const credential = bearer(accessToken);
  return askGateway(PasskeyView, { method: "PATCH", path, credential, body: { name } });
}

/** Deletes a passkey; needs a recent proof. `last_sign_in_method` when nothing else signs its member in. */
export function removePasskey(accessToken: string, id: string): Promise<Result<undefined>> {
  const path = `${PASSKEYS}/${encodeURIComponent(id)}`;
  return askGateway<undefined>(null, { method: "DELETE", path, credential: bearer(accessToken) });
}
