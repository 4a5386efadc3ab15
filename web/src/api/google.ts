/** Signing in by Google, and a member's linked accounts. Tokens stay on the server. */
import {
  FirstFactorOutput,
  type LoginOutput,
  LoginOutput as SignedIn,
} from "@edgemart/contracts/auth";
import {
  type ClaimInput,
  type GoogleAccept,
  type GoogleLink,
  type GoogleLogin,
  GoogleOutput,
  IdentityList,
  IdentityView,
  type OidcCallback,
  OidcStarted,
} from "@edgemart/contracts/google";
import type { Locale } from "@edgemart/contracts/locale";
import { PasskeyOptions } from "@edgemart/contracts/passkeys";
import type { Result } from "@edgemart/contracts/result";
import { z } from "zod";
import { bearer, serviceKey } from "./credential.ts";
import { askGateway } from "./gateway.ts";

const Asked = z.object({ status: z.literal("ok") });
const asServer = <T>(schema: z.ZodType<T>, path: string, body: object) =>
  askGateway(schema, { method: "POST", path, credential: serviceKey(), body });

/** Begins a sign-in. */
export function startGoogle(locale: Locale): Promise<Result<OidcStarted>> {
  return asServer(OidcStarted, "/api/auth/google/start", { locale });
}

/** Signs in, or gives a ticket. */
export function loginByGoogle(
  body: Omit<GoogleLogin, "remember"> & { remember?: boolean },
): Promise<Result<GoogleOutput>> {
  return asServer(GoogleOutput, "/api/auth/google", body);
}

/** Opens the account of a ticket. */
export function acceptGoogle(body: GoogleAccept): Promise<Result<LoginOutput>> {
  return asServer(SignedIn, "/api/auth/google/accept", body);
}

/** Proves the account that has the address, and links. */
export function linkGoogle(body: GoogleLink): Promise<Result<FirstFactorOutput>> {
  return asServer(FirstFactorOutput, "/api/auth/google/link", body);
}

/** Has a link mailed to the account that a ticket met. */
export function askToClaim(ticket: string): Promise<Result<{ status: "ok" }>> {
  return asServer(Asked, "/api/auth/google/claim", { ticket });
}

/** Connects by that link, and signs in. */
export function claimAccount(body: ClaimInput): Promise<Result<FirstFactorOutput>> {
  return asServer(FirstFactorOutput, "/api/auth/claim", body);
}

/** Asks for a challenge to one of the passkeys of the account that a ticket met. */
export function askToLinkByPasskey(ticket: string): Promise<Result<PasskeyOptions>> {
  return asServer(PasskeyOptions, "/api/auth/passkey/options", { ticket });
}

/** Begins to link; needs a recent proof. */
export function startToLinkGoogle(
  accessToken: string,
  locale: Locale,
): Promise<Result<OidcStarted>> {
  const path = "/api/auth/identities/google/start";
  const credential = bearer(accessToken);
  return askGateway(OidcStarted, { method: "POST", path, credential, body: { locale } });
}

/** Links the account that the browser was sent back with. */
export function addGoogle(accessToken: string, body: OidcCallback): Promise<Result<IdentityView>> {
  const path = "/api/auth/identities/google";
  const credential = bearer(accessToken);
  return askGateway(IdentityView, { method: "POST", path, credential, body });
}

/** Lists the member's linked accounts. */
export function fetchIdentities(accessToken: string): Promise<Result<{ items: IdentityView[] }>> {
  return askGateway(IdentityList, {
    path: "/api/auth/identities",
    credential: bearer(accessToken),
  });
}

/** Unlinks one; needs a recent proof. `last_sign_in_method` when nothing else signs its member in. */
export function removeIdentity(accessToken: string, id: string): Promise<Result<undefined>> {
  const path = `/api/auth/identities/${encodeURIComponent(id)}`;
  return askGateway<undefined>(null, { method: "DELETE", path, credential: bearer(accessToken) });
}
