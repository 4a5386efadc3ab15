/** Mailed links: what one is for, those that are asked for, and their uses by guests. Tokens stay on the server. */
import {
  type LoginOutput,
  LoginOutput as SignedIn,
  VerificationSent,
} from "@edgemart/contracts/auth";
import type { EmailConfirmInput } from "@edgemart/contracts/email-change";
import {
  LinkLook,
  type LinkLookInput,
  type RegisterAgainInput,
  type RegisterConfirmInput,
} from "@edgemart/contracts/links";
import type { Locale } from "@edgemart/contracts/locale";
import type { Result } from "@edgemart/contracts/result";
import { z } from "zod";
import { bearer, serviceKey } from "./credential.ts";
import { askGateway } from "./gateway.ts";

const Asked = z.object({ status: z.literal("ok") });

/** Asks what a link is for, and uses nothing up; `link_invalid` for every reason alike. */
export function lookAtLink(body: LinkLookInput): Promise<Result<LinkLook>> {
  const path = "/api/auth/links/look";
  return askGateway(LinkLook, { method: "POST", path, credential: serviceKey(), body });
}

/** Has a link to a new password mailed; nothing tells whether there is such an account. */
export function requestReset(body: {
  email: string;
  locale: Locale;
  deviceToken?: string;
}): Promise<Result<{ status: "ok" }>> {
  const path = "/api/auth/password/forgot";
  return askGateway(Asked, { method: "POST", path, credential: serviceKey(), body });
}

/** Has the mail of a registration sent once more; nothing tells whether there is one. */
export function repeatRegistration(body: RegisterAgainInput): Promise<Result<VerificationSent>> {
  const path = "/api/auth/register/again";
  return askGateway(VerificationSent, { method: "POST", path, credential: serviceKey(), body });
}

/** Opens the account of a registration. */
export function confirmRegistration(body: RegisterConfirmInput): Promise<Result<LoginOutput>> {
  const path = "/api/auth/register/confirm";
  return askGateway(SignedIn, { method: "POST", path, credential: serviceKey(), body });
}

/** Forgets a registration that somebody else began. */
export function refuseRegistration(token: string): Promise<Result<undefined>> {
  const path = "/api/auth/register/refuse";
  const body = { token };
  return askGateway<undefined>(null, { method: "POST", path, credential: serviceKey(), body });
}

/** Has a link mailed that moves the caller's account to another address; nothing tells whether that one has an account. */
export function requestEmailChange(
  token: string,
  email: string,
): Promise<Result<{ status: "ok" }>> {
  const path = "/api/auth/email/change";
  return askGateway(Asked, { method: "POST", path, credential: bearer(token), body: { email } });
}

/** Has a link mailed that confirms the caller's address. */
export function requestVerification(token: string): Promise<Result<{ status: "ok" }>> {
  const path = "/api/auth/email/verify";
  return askGateway(Asked, { method: "POST", path, credential: bearer(token), body: {} });
}

/** Uses a link to an address: of a change it moves the account, of another it confirms the address. */
export function confirmEmail(
  kind: "email_change" | "verify",
  body: EmailConfirmInput,
): Promise<Result<undefined>> {
  const path = kind === "verify" ? "/api/auth/email/verify/confirm" : "/api/auth/email/confirm";
  return askGateway<undefined>(null, { method: "POST", path, credential: serviceKey(), body });
}

/** Takes an address back. */
export function undoEmailChange(token: string): Promise<Result<undefined>> {
  const path = "/api/auth/email/undo";
  const body = { token };
  return askGateway<undefined>(null, { method: "POST", path, credential: serviceKey(), body });
}
