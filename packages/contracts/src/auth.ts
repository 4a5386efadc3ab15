/** Sign-in: wire shapes and HTTP operations of the auth Worker.
 * Longer than 250 lines: what one Worker answers is read in one place. */
import { z } from "zod";
import { Role } from "./identity.ts";
import { MemberId, SessionId } from "./ids.ts";
import { RegisterInput } from "./member.ts";
import type { Operation } from "./operation.ts";
import { keysetPageOf, PageLimit } from "./page.ts";
import { PasswordInput } from "./password.ts";
import { Timestamp } from "./time.ts";

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

/** A device token lets this browser try passwords while strangers have to wait; null when the one sent still serves. */
export const LoginOutput = SessionTokens.extend({ deviceToken: z.string().nullable() });
export type LoginOutput = z.infer<typeof LoginOutput>;

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

export const DeviceToken = z.string().max(512).optional();
/** Proves the password anew. */
export const ReauthenticateInput = z.strictObject({
  password: z.string(),
  deviceToken: DeviceToken,
});
export type ReauthenticateInput = z.infer<typeof ReauthenticateInput>;
export const ReauthenticateOutput = SessionTokens.pick({
  accessToken: true,
  tokenType: true,
  expiresIn: true,
});
export type ReauthenticateOutput = z.infer<typeof ReauthenticateOutput>;
export const PasswordChangeInput = z.strictObject({
  currentPassword: z.string(),
  newPassword: PasswordInput,
  deviceToken: DeviceToken,
});
export type PasswordChangeInput = z.infer<typeof PasswordChangeInput>;

export const PasswordResetInput = z.strictObject({
  token: z.string().max(256),
  newPassword: PasswordInput,
});
export type PasswordResetInput = z.infer<typeof PasswordResetInput>;

/** The secret of a one-time link; shown once, to the administrator who asked for it. */
export const ResetLink = z.object({ resetToken: z.string(), expiresIn: z.int().positive() });
export type ResetLink = z.infer<typeof ResetLink>;

/** One of the caller's sessions. `id` is no credential. */
export const SessionView = z.object({
  id: SessionId,
  current: z.boolean(),
  createdAt: Timestamp,
  lastSeenAt: Timestamp,
  device: z.string().describe("User-Agent at sign-in, cut at 256 characters"),
  country: z.string().nullable().describe("ISO 3166-1 code of the address at sign-in"),
  amr: z.array(z.string()),
});
export type SessionView = z.infer<typeof SessionView>;
export const SessionList = z.object({ items: z.array(SessionView) });

/** One event of the sign-in audit, as administrators read it. Holds no password, token, hash or e-mail address. */
export const SignInEvent = z
  .object({
    id: z.string().describe("Grows with time"),
    at: Timestamp.describe("When the request arrived"),
    event: z.string().describe("Name from the OWASP Logging Vocabulary"),
    outcome: z.string(),
    memberId: z.string().nullable(),
    account: z.string().nullable().describe("Who acted, or a keyed digest of an e-mail address"),
    sessionId: z.string().nullable(),
    requestId: z.string(),
    addressPrefix: z.string().describe("IPv4 /32 or IPv6 /64"),
  })
  .meta({ id: "SignInEvent" });
export type SignInEvent = z.infer<typeof SignInEvent>;
export const SignInEventPage = keysetPageOf(SignInEvent);
export type SignInEventPage = z.infer<typeof SignInEventPage>;
export const SignInEventQuery = z.object({
  member: MemberId.optional(),
  limit: PageLimit,
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,17}$/, "must be the nextCursor of a page")
    .optional(),
});

const tag = "Sign-in";
const oneSession = z.object({ id: SessionId });
const oneMember = z.object({ id: MemberId });
const freshErrors = ["reauthentication_required"] as const;
const inputErrors = ["invalid_body", "validation_failed", "service_auth_required"] as const;
export const authOperations: Operation[] = [
  {
    id: "login",
    method: "post",
    path: "/api/auth/login",
    tag,
    summary: "Sign in with e-mail and password",
    auth: "service",
    body: LoginInput,
    responses: { 200: LoginOutput },
    errors: [...inputErrors, "invalid_credentials", "account_disabled", "rate_limited"],
  },
  {
    id: "register",
    method: "post",
    path: "/api/auth/register",
    tag,
    summary: "Open an account and sign in",
    auth: "service",
    idempotency: "optional",
    body: RegisterInput,
    responses: { 201: RegisterOutput },
    errors: [
      ...inputErrors,
      "email_taken",
      "password_too_common",
      "idempotency_key_reused",
      "rate_limited",
    ],
  },
  {
    id: "refreshSession",
    method: "post",
    path: "/api/auth/refresh",
    tag,
    summary: "Exchange a refresh token for new tokens",
    auth: "service",
    body: RefreshInput,
    responses: { 200: SessionTokens },
    errors: [
      ...inputErrors,
      "refresh_invalid",
      "refresh_reused",
      "session_revoked",
      "rate_limited",
    ],
  },
  {
    id: "logout",
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
    id: "verifyAccessToken",
    method: "post",
    path: "/api/auth/verify",
    tag,
    summary: "Ask whether an access token is good right now (RFC 7662)",
    auth: "service",
    body: VerifyInput,
    responses: { 200: VerifyOutput },
    errors: [...inputErrors],
  },
  {
    id: "listSessions",
    method: "get",
    path: "/api/auth/sessions",
    tag,
    summary: "List the caller's sessions, newest first",
    auth: "bearer",
    responses: { 200: SessionList },
    errors: [],
  },
  {
    id: "endSession",
    method: "delete",
    path: "/api/auth/sessions/{id}",
    tag,
    summary: "End one of the caller's sessions; another than this one needs a recent password",
    auth: "bearer",
    params: oneSession,
    responses: { 204: null },
    errors: ["not_found", ...freshErrors],
  },
  {
    id: "reauthenticate",
    method: "post",
    path: "/api/auth/reauthenticate",
    tag,
    summary: "Prove the password anew: an access token with a new auth_time",
    auth: "bearer",
    body: ReauthenticateInput,
    responses: { 200: ReauthenticateOutput },
    errors: ["invalid_body", "validation_failed", "invalid_credentials", "rate_limited"],
  },
  {
    id: "changePassword",
    method: "post",
    path: "/api/auth/password/change",
    tag,
    summary: "Change the password; ends every session and opens a new one",
    auth: "bearer",
    body: PasswordChangeInput,
    responses: { 200: SessionTokens },
    errors: [
      "invalid_body",
      "validation_failed",
      "invalid_credentials",
      "password_too_common",
      "rate_limited",
      ...freshErrors,
    ],
  },
  {
    id: "resetPassword",
    method: "post",
    path: "/api/auth/password/reset",
    tag,
    summary: "Set a new password with a one-time link; ends every session",
    auth: "service",
    body: PasswordResetInput,
    responses: { 204: null },
    errors: [...inputErrors, "reset_invalid", "password_too_common", "rate_limited"],
  },
  {
    id: "unlockMember",
    method: "post",
    path: "/api/auth/members/{id}/unlock",
    tag,
    summary: "Forget a member's failed sign-ins",
    auth: "admin",
    params: oneMember,
    responses: { 204: null },
    errors: ["not_found", ...freshErrors],
  },
  {
    id: "endMemberSessions",
    method: "post",
    path: "/api/auth/members/{id}/end-sessions",
    tag,
    summary: "End all sessions of a member",
    auth: "admin",
    params: oneMember,
    responses: { 204: null },
    errors: ["not_found", ...freshErrors],
  },
  {
    id: "listSignInEvents",
    method: "get",
    path: "/api/auth/audit",
    tag,
    summary: "List sign-ins and what was done about them, newest first",
    auth: "admin",
    query: SignInEventQuery,
    responses: { 200: SignInEventPage },
    errors: ["invalid_query"],
  },
  {
    id: "endAllSessions",
    method: "post",
    path: "/api/auth/members/end-sessions",
    tag,
    summary: "End all sessions of everybody, the caller's too",
    auth: "admin",
    responses: { 204: null },
    errors: [...freshErrors],
  },
  {
    id: "createResetLink",
    method: "post",
    path: "/api/auth/members/{id}/reset-link",
    tag,
    summary: "Make a one-time password link, good for 30 minutes; a newer one voids it",
    auth: "admin",
    params: oneMember,
    responses: { 201: ResetLink },
    errors: ["not_found", ...freshErrors],
  },
];
