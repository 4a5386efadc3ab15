/** Sign-in: wire shapes and HTTP operations of the auth Worker.
 * Longer than 250 lines: what one Worker answers is read in one place. */
import { z } from "zod";
import { Role } from "./identity.ts";
import { MemberId, SessionId } from "./ids.ts";
import { RegisterInput } from "./member.ts";
import { MfaRequired, TotpCode } from "./mfa.ts";
import { operations } from "./operation.ts";
import { keysetPageOf, PageLimit } from "./page.ts";
import { PasswordInput } from "./password.ts";
import { Timestamp } from "./time.ts";
import { PasskeyProof } from "./webauthn.ts";

/** Parses what signs a member in. */
export const LoginInput = z.strictObject({
  email: z.string().max(1024),
  password: z.string(),
  remember: z.boolean().default(false),
  deviceToken: z.string().max(512).optional(),
});
/** A parsed `LoginInput`. */
export type LoginInput = z.infer<typeof LoginInput>;

/** Describes the member of a session, as the storefront shows it. */
export const SessionMember = z.object({
  id: MemberId,
  email: z.string(),
  name: z.string(),
  role: Role,
  emailVerified: z.boolean(),
});
/** A parsed `SessionMember`. */
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
/** A parsed `SessionTokens`. */
export type SessionTokens = z.infer<typeof SessionTokens>;

/** A device token lets this browser try passwords while strangers have to wait; null when the one sent still serves. */
export const LoginOutput = SessionTokens.extend({ deviceToken: z.string().nullable() });
/** A parsed `LoginOutput`. */
export type LoginOutput = z.infer<typeof LoginOutput>;

/** What a first factor is answered: tokens, or a challenge where a second factor is needed. */
export const FirstFactorOutput = z.union([LoginOutput, MfaRequired]);
/** A parsed `FirstFactorOutput`. */
export type FirstFactorOutput = z.infer<typeof FirstFactorOutput>;

/** Describes what a registration answers. */
export const RegisterOutput = z.object({
  member: SessionMember,
  tokens: SessionTokens.nullable(),
  /** `login_required` when the account exists and no tokens could be given. */
  code: z.literal("login_required").optional(),
});
/** A parsed `RegisterOutput`. */
export type RegisterOutput = z.infer<typeof RegisterOutput>;

/** Answers a registration that is to be confirmed, whether the address has an account or not. */
export const VerificationSent = z.object({ status: z.literal("verification_sent") });
/** A parsed `VerificationSent`. */
export type VerificationSent = z.infer<typeof VerificationSent>;

/** Parses the token that is exchanged for the next pair. */
export const RefreshInput = z.strictObject({ refreshToken: z.string().max(4096) });
/** Parses the session that ends. */
export const LogoutInput = z.strictObject({
  refreshToken: z.string().max(4096),
  scope: z.enum(["local", "others", "global"]).default("local"),
});
/** Parses an access token to be verified. */
export const VerifyInput = z.strictObject({ token: z.string().max(8192) });
/** Describes what a token says, or that it is not valid. */
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
/** A parsed `VerifyOutput`. */
export type VerifyOutput = z.infer<typeof VerifyOutput>;

/** Parses the token by which a known browser is distinguished from a stranger. */
export const DeviceToken = z.string().max(512).optional();
/** Proves the password, one of the caller's passkeys, or its second factor anew. */
export const ReauthenticateInput = z
  .strictObject({
    password: z.string().optional(),
    passkey: PasskeyProof.optional(),
    code: TotpCode.optional(),
    deviceToken: DeviceToken,
  })
  .refine(
    ({ code, passkey, password }) =>
      [code, passkey, password].filter((each) => each !== undefined).length === 1,
    { message: "must be exactly one of password, passkey and code", path: ["password"] },
  );
/** A parsed `ReauthenticateInput`. */
export type ReauthenticateInput = z.infer<typeof ReauthenticateInput>;
/** Describes the access token after a fresh proof of the password. */
export const ReauthenticateOutput = SessionTokens.pick({
  accessToken: true,
  tokenType: true,
  expiresIn: true,
});
/** A parsed `ReauthenticateOutput`. */
export type ReauthenticateOutput = z.infer<typeof ReauthenticateOutput>;
/** Parses a change of the password by its member. */
export const PasswordChangeInput = z.strictObject({
  currentPassword: z.string(),
  newPassword: PasswordInput,
  deviceToken: DeviceToken,
});
/** A parsed `PasswordChangeInput`. */
export type PasswordChangeInput = z.infer<typeof PasswordChangeInput>;

/** Parses a new password with the token of a reset link. */
export const PasswordResetInput = z.strictObject({
  token: z.string().max(256),
  newPassword: PasswordInput,
  keepOtherWaysIn: z.boolean().default(false).describe("Passkeys and linked accounts stay"),
});
/** A parsed `PasswordResetInput`. */
export type PasswordResetInput = z.infer<typeof PasswordResetInput>;

/** The secret of a one-time link; shown once, to the administrator who asked for it. */
export const ResetLink = z.object({ resetToken: z.string(), expiresIn: z.int().positive() });
/** Parses how a link to a new password is handed on: mailed to its member, or shown to who asks. */
export const ResetLinkInput = z.strictObject({
  show: z
    .boolean()
    .default(false)
    .describe("Shown in the answer instead of mailed: needs the right `members.rights`"),
});
/** A parsed `ResetLinkInput`. */
export type ResetLinkInput = z.infer<typeof ResetLinkInput>;
/** A parsed `ResetLink`. */
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
/** A parsed `SessionView`. */
export type SessionView = z.infer<typeof SessionView>;
/** Describes the sessions of a member. */
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
/** A parsed `SignInEvent`. */
export type SignInEvent = z.infer<typeof SignInEvent>;
/** Describes a page of sign-in events, newest first. */
export const SignInEventPage = keysetPageOf(SignInEvent);
/** A parsed `SignInEventPage`. */
export type SignInEventPage = z.infer<typeof SignInEventPage>;
/** Parses which sign-in events are asked for. */
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
/** Auth's operations, by the policy they share at the gateway. */
export const authGroups = {
  /** What a stranger tries passwords or links with: counted per address. */
  entry: operations(tag, {
    login: {
      method: "post",
      path: "/api/auth/login",
      summary: "Sign in with e-mail and password; a second factor is asked where there is one",
      credential: "service",
      body: LoginInput,
      responses: { 200: FirstFactorOutput },
      errors: ["invalid_credentials", "account_disabled", "rate_limited"],
    },
    register: {
      method: "post",
      path: "/api/auth/register",
      summary: "Open an account and sign in, or mail the link that does",
      credential: "service",
      idempotency: "optional",
      body: RegisterInput,
      responses: { 201: RegisterOutput, 202: VerificationSent },
      errors: ["email_taken", "password_too_common", "idempotency_key_reused", "rate_limited"],
    },
    reauthenticate: {
      method: "post",
      path: "/api/auth/reauthenticate",
      summary: "Prove the password, a passkey or a code anew: an access token with a new auth_time",
      credential: "bearer",
      body: ReauthenticateInput,
      responses: { 200: ReauthenticateOutput },
      errors: [
        "invalid_credentials",
        "challenge_invalid",
        "passkey_invalid",
        "mfa_invalid",
        "rate_limited",
      ],
    },
    changePassword: {
      method: "post",
      path: "/api/auth/password/change",
      summary: "Change the password; ends every session and opens a new one",
      credential: "bearer",
      body: PasswordChangeInput,
      responses: { 200: SessionTokens },
      fresh: true,
      errors: ["invalid_credentials", "password_too_common", "rate_limited"],
    },
    resetPassword: {
      method: "post",
      path: "/api/auth/password/reset",
      summary: "Set a new password with a one-time link; ends every session",
      credential: "service",
      body: PasswordResetInput,
      responses: { 204: null },
      errors: ["reset_invalid", "password_too_common", "rate_limited"],
    },
  }),
  /** What servers ask about tokens. */
  tokens: operations(tag, {
    refreshSession: {
      method: "post",
      path: "/api/auth/refresh",
      summary: "Exchange a refresh token for new tokens",
      credential: "service",
      body: RefreshInput,
      responses: { 200: SessionTokens },
      errors: ["refresh_invalid", "refresh_reused", "session_revoked", "rate_limited"],
    },
    logout: {
      method: "post",
      path: "/api/auth/logout",
      summary: "End this session, the others or all",
      credential: "service",
      body: LogoutInput,
      responses: { 204: null },
      errors: [],
    },
    verifyAccessToken: {
      method: "post",
      path: "/api/auth/verify",
      summary: "Ask whether an access token is good right now (RFC 7662)",
      credential: "service",
      body: VerifyInput,
      responses: { 200: VerifyOutput },
      errors: [],
    },
  }),
  /** A member's own sessions. */
  sessions: operations(tag, {
    listSessions: {
      method: "get",
      path: "/api/auth/sessions",
      summary: "List the caller's sessions, newest first",
      credential: "bearer",
      responses: { 200: SessionList },
      errors: [],
    },
    endSession: {
      method: "delete",
      path: "/api/auth/sessions/{id}",
      summary: "End one of the caller's sessions; another than this one needs a recent password",
      credential: "bearer",
      params: oneSession,
      responses: { 204: null },
      errors: ["reauthentication_required"],
    },
  }),
  /** What administrators do about sign-ins. */
  administration: operations(tag, {
    listSignInEvents: {
      method: "get",
      path: "/api/auth/audit",
      summary: "List sign-ins and what was done about them, newest first",
      credential: "bearer",
      right: "admin",
      query: SignInEventQuery,
      responses: { 200: SignInEventPage },
      errors: [],
    },
    unlockMember: {
      method: "post",
      path: "/api/auth/members/{id}/unlock",
      summary: "Forget a member's failed sign-ins",
      credential: "bearer",
      right: "admin",
      params: oneMember,
      responses: { 204: null },
      fresh: true,
      errors: [],
    },
    endMemberSessions: {
      method: "post",
      path: "/api/auth/members/{id}/end-sessions",
      summary: "End all sessions of a member",
      credential: "bearer",
      right: "admin",
      params: oneMember,
      responses: { 204: null },
      fresh: true,
      errors: [],
    },
    endAllSessions: {
      method: "post",
      path: "/api/auth/members/end-sessions",
      summary: "End all sessions of everybody, the caller's too",
      credential: "bearer",
      right: "admin",
      responses: { 204: null },
      fresh: true,
      errors: [],
    },
    createResetLink: {
      method: "post",
      path: "/api/auth/members/{id}/reset-link",
      summary:
        "Mail a member a one-time link to a new password, good for 30 minutes, or show it; a newer one voids it",
      credential: "bearer",
      right: "admin",
      params: oneMember,
      body: ResetLinkInput,
      responses: { 201: ResetLink, 202: z.object({ status: z.literal("mailed") }) },
      fresh: true,
      errors: ["account_disabled", "rate_limited"],
    },
  }),
};
