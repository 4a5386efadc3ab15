/** Sign-in: wire shapes and HTTP operations of the auth Worker. */
import { z } from "zod";
import { Role } from "./identity.ts";
import { MemberId, SessionId } from "./ids.ts";
import { RegisterInput } from "./member.ts";
import type { Operation } from "./operation.ts";

export const LoginInput = z.strictObject({
  email: z.string().max(1024),
  password: z.string(),
  remember: z.boolean().default(false),
  deviceToken: z.string().max(512).optional(),
});
export type LoginInput = z.infer<typeof LoginInput>;

export const SessionMember = z.object({
  id: MemberId,
  email: z.string(),
  name: z.string(),
  role: Role,
  emailVerified: z.boolean(),
});
export type SessionMember = z.infer<typeof SessionMember>;

/** Tokens of a session; every life is in seconds from now. @see specs/auth.md item 17 */
export const SessionTokens = z
  .object({
    accessToken: z.string(),
    tokenType: z.literal("Bearer"),
    expiresIn: z.int().positive(),
    refreshToken: z.string(),
    refreshExpiresIn: z.int().positive(),
    session: z.object({ id: SessionId }),
    member: SessionMember,
  })
  .meta({ id: "SessionTokens" });
export type SessionTokens = z.infer<typeof SessionTokens>;

export const RegisterOutput = z.object({
  member: SessionMember,
  tokens: SessionTokens.nullable(),
  /** `login_required` when the account exists and no tokens could be given. */
  code: z.literal("login_required").optional(),
});
export type RegisterOutput = z.infer<typeof RegisterOutput>;

export const RefreshInput = z.strictObject({ refreshToken: z.string().max(4096) });
export const LogoutInput = z.strictObject({
  refreshToken: z.string().max(4096),
  scope: z.enum(["local", "others", "global"]).default("local"),
});
export const VerifyInput = z.strictObject({ token: z.string().max(8192) });
export const VerifyOutput = z.union([
  z.object({
    active: z.literal(true),
    sub: MemberId,
    sid: SessionId,
    role: Role,
    exp: z.int(),
  }),
  z.object({ active: z.literal(false) }),
]);
export type VerifyOutput = z.infer<typeof VerifyOutput>;

const tag = "Sign-in";
const inputErrors = ["invalid_body", "validation_failed", "service_auth_required"] as const;
export const authOperations: Operation[] = [
  {
    method: "post",
    path: "/api/auth/login",
    tag,
    summary: "Sign in with e-mail and password",
    auth: "service",
    body: LoginInput,
    responses: { 200: SessionTokens },
    errors: [...inputErrors, "invalid_credentials", "account_disabled", "rate_limited"],
  },
  {
    method: "post",
    path: "/api/auth/register",
    tag,
    summary: "Open an account and sign in",
    auth: "service",
    idempotency: "optional",
    body: RegisterInput,
    responses: { 201: RegisterOutput },
    errors: [...inputErrors, "email_taken", "password_too_common", "rate_limited"],
  },
  {
    method: "post",
    path: "/api/auth/refresh",
    tag,
    summary: "Exchange a refresh token for new tokens",
    auth: "service",
    body: RefreshInput,
    responses: { 200: SessionTokens },
    errors: [...inputErrors, "refresh_invalid", "refresh_reused", "session_revoked"],
  },
  {
    method: "post",
    path: "/api/auth/logout",
    tag,
    summary: "End this session, the others or all",
    auth: "service",
    body: LogoutInput,
    responses: { 204: null },
    errors: [...inputErrors],
  },
  {
    method: "post",
    path: "/api/auth/verify",
    tag,
    summary: "Ask whether an access token is good right now (RFC 7662)",
    auth: "service",
    body: VerifyInput,
    responses: { 200: VerifyOutput },
    errors: [...inputErrors],
  },
];
