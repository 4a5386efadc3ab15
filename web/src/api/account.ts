/** Signing in and out, and what a member may ask and change of its own. Tokens stay on the server. */
import {
  FirstFactorOutput as FirstFactor,
  type FirstFactorOutput,
  ReauthenticateOutput as Reauthenticated,
  type ReauthenticateInput,
  type ReauthenticateOutput,
  RegisterOutput as Registered,
  type RegisterOutput,
  SessionList,
  SessionTokens,
  type SessionView,
  VerificationSent,
} from "@edgemart/contracts/auth";
import {
  Member,
  MemberExport,
  type MemberPatch,
  type RegisterInput,
} from "@edgemart/contracts/member";
import type { Result } from "@edgemart/contracts/result";
import { z } from "zod";
import { etagOf } from "./call-gateway.ts";
import { bearer, serviceKey } from "./credential.ts";
import { askGateway } from "./gateway.ts";

/** Proves an e-mail address and a password; `deviceToken` tells auth that this browser has signed in before. */
export function login(body: {
  email: string;
  password: string;
  remember: boolean;
  deviceToken?: string;
}): Promise<Result<FirstFactorOutput>> {
  const path = "/api/auth/login";
  return askGateway(FirstFactor, { method: "POST", path, credential: serviceKey(), body });
}

/** Opens an account, or mails the link that does; `tokens` of the answer is null where the member has to sign in. */
export function register(
  body: RegisterInput,
  idempotencyKey: string | undefined,
): Promise<Result<RegisterOutput | VerificationSent>> {
  const path = "/api/auth/register";
  const credential = serviceKey();
  const schema = z.union([Registered, VerificationSent]);
  return askGateway(schema, { method: "POST", path, credential, body, idempotencyKey });
}

/** @param scope `others` ends every other session of the member */
export function logout(
  refreshToken: string,
  scope: "local" | "others" = "local",
): Promise<Result<undefined>> {
  const path = "/api/auth/logout";
  const body = { refreshToken, scope };
  return askGateway<undefined>(null, { method: "POST", path, credential: serviceKey(), body });
}

/** Asks for the member behind a token. */
export function fetchMe(accessToken: string): Promise<Result<Member>> {
  return askGateway(Member, { path: "/api/members/me", credential: bearer(accessToken) });
}

/** Asks for everything kept about the member. */
export function fetchExport(accessToken: string): Promise<Result<MemberExport>> {
  const path = "/api/members/me/export";
  return askGateway(MemberExport, { path, credential: bearer(accessToken) });
}

/** @param version the change is based on; `precondition_failed` when another was made meanwhile */
export function changeMember(
  accessToken: string,
  id: string,
  patch: MemberPatch,
  version: number,
): Promise<Result<Member>> {
  const call = {
    method: "PATCH",
    path: `/api/members/${id}`,
    body: patch,
    ifMatch: etagOf(version),
  } as const;
  return askGateway(Member, { ...call, credential: bearer(accessToken) });
}

/** Needs a recent password. */
export function deleteMember(
  accessToken: string,
  id: string,
  version: number,
): Promise<Result<undefined>> {
  const call = { method: "DELETE", path: `/api/members/${id}`, ifMatch: etagOf(version) } as const;
  return askGateway<undefined>(null, { ...call, credential: bearer(accessToken) });
}

/** Lists the member's sessions, this one marked. */
export function fetchSessions(accessToken: string): Promise<Result<{ items: SessionView[] }>> {
  const path = "/api/auth/sessions";
  return askGateway(SessionList, { path, credential: bearer(accessToken) });
}

/** Needs a recent password for another session than the token's own. */
export function endSession(accessToken: string, sessionId: string): Promise<Result<undefined>> {
  const path = `/api/auth/sessions/${encodeURIComponent(sessionId)}`;
  return askGateway<undefined>(null, { method: "DELETE", path, credential: bearer(accessToken) });
}

/** Proves the password or a passkey anew: gives an access token with a new `auth_time`. */
export function reauthenticate(
  accessToken: string,
  body: ReauthenticateInput,
): Promise<Result<ReauthenticateOutput>> {
  const path = "/api/auth/reauthenticate";
  const credential = bearer(accessToken);
  return askGateway(Reauthenticated, { method: "POST", path, credential, body });
}

/** Needs a recent password in addition to the current one; ends every session and opens a new one. */
export function changePassword(
  accessToken: string,
  body: { currentPassword: string; newPassword: string; deviceToken?: string },
): Promise<Result<SessionTokens>> {
  const path = "/api/auth/password/change";
  const credential = bearer(accessToken);
  return askGateway(SessionTokens, { method: "POST", path, credential, body });
}

/** Sets a password by the secret of a one-time link; `reset_invalid` when the link cannot be used any more. */
export function resetPassword(body: {
  token: string;
  newPassword: string;
  keepOtherWaysIn: boolean;
}): Promise<Result<undefined>> {
  const path = "/api/auth/password/reset";
  return askGateway<undefined>(null, { method: "POST", path, credential: serviceKey(), body });
}
