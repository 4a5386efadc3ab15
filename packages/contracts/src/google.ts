/** Sign-in by Google (OpenID Connect): wire shapes, auth's operations, and what auth asks member about identities.
 * Longer than 250 lines: one way in is read in one place. @see specs/identity.md 22–34 */
import { z } from "zod";
import { DeviceToken, FirstFactorOutput, LoginOutput } from "./auth.ts";
import { BrowserKey } from "./browser-key.ts";
import type { CallContext } from "./call.ts";
import { Accepts } from "./consent.ts";
import { Email } from "./email.ts";
import { SessionVersion } from "./identity.ts";
import { IdentityId, LinkId, MemberId } from "./ids.ts";
import { LinkToken } from "./links.ts";
import { Locale } from "./locale.ts";
import { type Member, MemberName } from "./member.ts";
import { MfaRequired } from "./mfa.ts";
import { operations } from "./operation.ts";
import type { Result } from "./result.ts";
import { Timestamp } from "./time.ts";
import { PasskeyProof } from "./webauthn.ts";

/** How long a sign-in at a provider may take, and how long its ticket is good. */
export const OIDC_SECONDS = 600;

/** 32 random bytes, base64url: a transaction, a state, a ticket. */
export const OidcSecret = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, "must be 43 base64url characters");

/** Begins a sign-in; the language is that of an account that may come of it. */
export const OidcStart = z.strictObject({ locale: Locale });
/** Where the browser goes, and what it has to bring back. */
export const OidcStarted = z.object({
  authorizationUrl: z.url(),
  transaction: z.string().describe("Kept by the browser that began, in a cookie of its own"),
  expiresIn: z.int().positive().describe("Seconds"),
});
/** A parsed `OidcStarted`. */
export type OidcStarted = z.infer<typeof OidcStarted>;

/** What a provider sent a browser back with, and the transaction that browser began. */
export const OidcCallback = z.strictObject({
  code: z.string().min(1).max(2_048),
  state: OidcSecret,
  transaction: OidcSecret,
  iss: z.string().max(255).optional(),
});
/** A parsed `OidcCallback`. */
export type OidcCallback = z.infer<typeof OidcCallback>;

/** Signs in by what a provider says. */
export const GoogleLogin = OidcCallback.extend({
  remember: z.boolean().default(false),
  deviceToken: DeviceToken,
});
/** A parsed `GoogleLogin`. */
export type GoogleLogin = z.infer<typeof GoogleLogin>;

/** Ways to prove an account that has the address: `mail` is a link to the address. */
export const LinkMethod = z.enum(["password", "passkey", "mail"]);
/** A parsed `LinkMethod`. */
export type LinkMethod = z.infer<typeof LinkMethod>;

/** An account has the address: it is proved once, then linked. */
export const LinkRequired = z.object({
  status: z.literal("link_required"),
  ticket: z.string(),
  methods: z.array(LinkMethod),
  email: z.string(),
  expiresIn: z.int().positive().describe("Seconds"),
});
/** No account has the address: one is made when the person agrees. Nothing is kept before. */
export const ConsentRequired = z.object({
  status: z.literal("consent_required"),
  ticket: z.string(),
  name: z.string(),
  email: z.string(),
  expiresIn: z.int().positive().describe("Seconds"),
});
/** What a sign-in by Google comes to. */
export const GoogleOutput = z.union([LoginOutput, MfaRequired, LinkRequired, ConsentRequired]);
/** A parsed `GoogleOutput`. */
export type GoogleOutput = z.infer<typeof GoogleOutput>;

/** Opens the account of a ticket. */
export const GoogleAccept = z.strictObject({
  ticket: OidcSecret,
  accepts: Accepts,
  name: MemberName.optional(),
});
/** A parsed `GoogleAccept`. */
export type GoogleAccept = z.infer<typeof GoogleAccept>;

/** Proves the account that has the address, by exactly one of its ways in. */
export const GoogleLink = z
  .strictObject({
    ticket: OidcSecret,
    password: z.string().optional(),
    passkey: PasskeyProof.optional(),
    deviceToken: DeviceToken,
  })
  .refine(({ passkey, password }) => (passkey === undefined) !== (password === undefined), {
    message: "must be exactly one of password and passkey",
    path: ["password"],
  });
/** A parsed `GoogleLink`. */
export type GoogleLink = z.infer<typeof GoogleLink>;

/** Asks for a link to the address of the account; the ticket is used up. */
export const GoogleClaim = z.strictObject({ ticket: OidcSecret });
/** A parsed `GoogleClaim`. */
export type GoogleClaim = z.infer<typeof GoogleClaim>;

/** Connects by a mailed link, in the browser that asked for it. */
export const ClaimInput = z.strictObject({
  token: LinkToken,
  browserKey: BrowserKey.describe("The ticket that the link was asked for with"),
  password: z
    .string()
    .optional()
    .describe("Of the account: with it everything stays, without it the account is emptied"),
  deviceToken: DeviceToken,
});
/** A parsed `ClaimInput`. */
export type ClaimInput = z.infer<typeof ClaimInput>;

/** An account at a provider that signs a member in. */
export const IdentityView = z
  .object({
    id: IdentityId,
    provider: z.enum(["GOOGLE"]),
    linkedAt: Timestamp,
    lastUsedAt: Timestamp.nullable(),
  })
  .meta({ id: "LinkedIdentity" });
/** A parsed `IdentityView`. */
export type IdentityView = z.infer<typeof IdentityView>;
/** A member's linked accounts. */
export const IdentityList = z.object({ items: z.array(IdentityView) });

const tag = "Sign-in";
/** Auth's operations with Google, by the policy they share at the gateway. */
export const googleGroups = {
  /** What a stranger signs in with: counted per address. */
  googleEntry: operations(tag, {
    startGoogle: {
      method: "post",
      path: "/api/auth/google/start",
      summary: "Begin a sign-in by Google; 404 where it is not configured",
      credential: "service",
      body: OidcStart,
      responses: { 200: OidcStarted },
      errors: ["not_found", "rate_limited"],
    },
    loginByGoogle: {
      method: "post",
      path: "/api/auth/google",
      summary: "Sign in by what Google sent the browser back with",
      credential: "service",
      body: GoogleLogin,
      responses: { 200: GoogleOutput },
      errors: [
        ...(["not_found", "oidc_state_invalid", "provider_failed"] as const),
        ...(["provider_email_unverified", "account_disabled", "rate_limited"] as const),
        "provider_unavailable",
      ],
    },
    acceptGoogle: {
      method: "post",
      path: "/api/auth/google/accept",
      summary: "Open the account of a new person from Google, once terms and privacy are accepted",
      credential: "service",
      body: GoogleAccept,
      responses: { 201: LoginOutput },
      errors: [
        ...(["not_found", "oidc_state_invalid", "email_taken", "identity_taken"] as const),
        ...(["account_disabled", "rate_limited"] as const),
      ],
    },
    linkGoogle: {
      method: "post",
      path: "/api/auth/google/link",
      summary: "Prove the account that has the address, link Google to it, and sign in",
      credential: "service",
      body: GoogleLink,
      responses: { 200: FirstFactorOutput },
      errors: [
        ...(["not_found", "oidc_state_invalid", "invalid_credentials"] as const),
        ...(["challenge_invalid", "passkey_invalid", "account_disabled"] as const),
        ...(["identity_taken", "identity_exists", "rate_limited"] as const),
      ],
    },
    claimGoogle: {
      method: "post",
      path: "/api/auth/google/claim",
      summary: "Mail a link to the account's address: its mailbox proves whose it is",
      credential: "service",
      body: GoogleClaim,
      responses: { 202: z.object({ status: z.literal("ok") }) },
      errors: ["not_found", "oidc_state_invalid", "rate_limited"],
    },
    claim: {
      method: "post",
      path: "/api/auth/claim",
      summary: "Connect Google by the mailed link, and sign in; in the browser that began alone",
      credential: "service",
      body: ClaimInput,
      responses: { 200: FirstFactorOutput },
      errors: [
        ...(["not_found", "link_invalid", "invalid_credentials", "identity_taken"] as const),
        "rate_limited",
      ],
    },
  }),
  /** A member's own linked accounts. */
  identities: operations(tag, {
    listIdentities: {
      method: "get",
      path: "/api/auth/identities",
      summary: "List the accounts that sign the caller in",
      credential: "bearer",
      responses: { 200: IdentityList },
      errors: [],
    },
    startToLinkGoogle: {
      method: "post",
      path: "/api/auth/identities/google/start",
      summary: "Begin to link a Google account; 404 where it is not configured",
      credential: "bearer",
      body: OidcStart,
      responses: { 200: OidcStarted },
      fresh: true,
      errors: ["not_found", "email_unverified"],
    },
    addGoogle: {
      method: "post",
      path: "/api/auth/identities/google",
      summary: "Link the Google account that the browser was sent back with",
      credential: "bearer",
      body: OidcCallback,
      responses: { 201: IdentityView },
      fresh: true,
      errors: [
        ...(["not_found", "oidc_state_invalid", "provider_failed", "email_unverified"] as const),
        ...(["identity_taken", "identity_exists", "provider_unavailable"] as const),
      ],
    },
    removeIdentity: {
      method: "delete",
      path: "/api/auth/identities/{id}",
      summary: "Unlink an account; other sessions that came through it end",
      credential: "bearer",
      params: z.object({ id: IdentityId }),
      responses: { 204: null },
      fresh: true,
      errors: ["last_sign_in_method"],
    },
  }),
};

/** Who somebody is at a provider: never the address. */
export const Subject = z.strictObject({
  issuer: z.string().min(1).max(255),
  subject: z.string().regex(/^[\x21-\x7e]{1,255}$/),
});
/** A parsed `Subject`. */
export type Subject = z.infer<typeof Subject>;

/** The member that an account at a provider signs in, and what else does. */
export interface KnownIdentity {
  identity: IdentityView;
  member: Member;
  /** It has a password, or a passkey that signs in alone. */
  hasAnotherWay: boolean;
}

/** Parses an account that is made from what a provider says. */
export const IdentityRegister = Subject.extend({
  email: Email,
  name: MemberName,
  locale: Locale,
  picture: z.string().max(2_048).nullable(),
  accepts: Accepts,
});
/** A parsed `IdentityRegister`. */
export type IdentityRegister = z.infer<typeof IdentityRegister>;

/** Parses a link of an account at a provider to a member. */
export const IdentityLink = Subject.extend({
  memberId: MemberId,
  /** The version its member must still have; null where a session proves it. */
  memberVersion: z.int().positive().nullable(),
  sessionVersion: SessionVersion,
});
/** A parsed `IdentityLink`. */
export type IdentityLink = z.infer<typeof IdentityLink>;

/** Parses a link that its member's mailbox proved. */
export const IdentityClaim = Subject.extend({
  memberId: MemberId,
  memberVersion: z.int().positive(),
  linkId: LinkId,
  /** Whether what somebody without the mailbox may have laid there goes. */
  isEmptied: z.boolean(),
  /** Epoch seconds; what is older than this ends when it is emptied. */
  sessionsVoidBefore: z.int().nonnegative(),
});
/** A parsed `IdentityClaim`. */
export type IdentityClaim = z.infer<typeof IdentityClaim>;

/** Questions about identities that auth alone may ask; each is one statement with its security event. */
export interface MemberIdentitiesRpc {
  /** Null for an unknown one, or one of a deleted member. */
  identityOf(input: Subject, call: CallContext): Promise<KnownIdentity | null>;
  /** Notes a use; gives what is so at that moment, null when it was unlinked. */
  useIdentity(id: string, call: CallContext): Promise<KnownIdentity | null>;
  identitiesOf(memberId: string, call: CallContext): Promise<IdentityView[]>;
  /** Member, identity and acceptance: all or none. */
  registerWithIdentity(
    input: IdentityRegister,
    call: CallContext,
  ): Promise<
    Result<
      { member: Member; identity: IdentityView },
      "email_taken" | "identity_taken" | "validation_failed"
    >
  >;
  /** `not_found`: no active member with a confirmed address is of that version. */
  linkIdentity(
    input: IdentityLink,
    call: CallContext,
  ): Promise<Result<IdentityView, "identity_taken" | "identity_exists" | "not_found">>;
  /**
   * Confirms the member and links; once for each mailed link. `not_found`: no active member of that version, an
   * administrator, or a link that was used.
   */
  claimIdentity(
    input: IdentityClaim,
    call: CallContext,
  ): Promise<Result<KnownIdentity, "identity_taken" | "not_found">>;
  unlinkIdentity(
    input: { memberId: string; id: string },
    call: CallContext,
  ): Promise<Result<null, "not_found" | "last_sign_in_method">>;
}
