/** Signing in and out, and the member behind a token. Tokens stay on the server. */
import {
  type LoginOutput,
  RegisterOutput as Registered,
  type RegisterOutput,
  LoginOutput as SignedIn,
} from "@edgemart/contracts/auth";
import { Member } from "@edgemart/contracts/member";
import type { Result } from "@edgemart/contracts/result";
import { webConfig } from "../config.ts";
import { askGateway } from "./gateway.ts";

function serviceKey() {
  return { scheme: "Basic", value: webConfig().AUTH_BASIC_KEY } as const;
}

export function login(body: {
  email: string;
  password: string;
  remember: boolean;
  deviceToken?: string;
}): Promise<Result<LoginOutput>> {
  const path = "/api/auth/login";
  return askGateway(SignedIn, { method: "POST", path, credential: serviceKey(), body });
}

export function register(
  body: { email: string; password: string; name: string; locale: string },
  idempotencyKey: string | undefined,
): Promise<Result<RegisterOutput>> {
  const path = "/api/auth/register";
  const credential = serviceKey();
  return askGateway(Registered, { method: "POST", path, credential, body, idempotencyKey });
}

export function logout(refreshToken: string): Promise<Result<undefined>> {
  const path = "/api/auth/logout";
  const body = { refreshToken, scope: "local" };
  return askGateway<undefined>(null, { method: "POST", path, credential: serviceKey(), body });
}

export function fetchMe(accessToken: string): Promise<Result<Member>> {
  const credential = { scheme: "Bearer", value: accessToken } as const;
  return askGateway(Member, { path: "/api/members/me", credential });
}
