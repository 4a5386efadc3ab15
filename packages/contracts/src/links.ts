/** One-time links: their kinds and lives, what the page of one shows, and what notification asks to mail one. @see specs/identity.md B */
import { z } from "zod";
import { DeviceToken, LoginOutput, VerificationSent } from "./auth.ts";
import { BrowserKey } from "./browser-key.ts";
import type { CallContext } from "./call.ts";
import { Email } from "./email.ts";
import { LinkId } from "./ids.ts";
import { Locale } from "./locale.ts";
import { operations } from "./operation.ts";
import { Timestamp } from "./time.ts";

/** Every kind of link; a token of one serves for nothing of another. */
export const LINK_KINDS = [
  "register",
  "verify",
  "claim",
  "reset",
  "email_change",
  "email_undo",
  "mfa_enrol",
] as const;
/** Parses a kind of link. */
export const LinkKind = z.enum(LINK_KINDS);
/** A kind of link. */
export type LinkKind = z.infer<typeof LinkKind>;

const HOUR = 3_600;
/** How long a link of each kind is good. */
export const LINK_LIFE_SECONDS: Readonly<Record<LinkKind, number>> = {
  register: 24 * HOUR,
  verify: 24 * HOUR,
  claim: HOUR,
  reset: HOUR / 2,
  email_change: HOUR,
  email_undo: 7 * 24 * HOUR,
  mfa_enrol: 24 * HOUR,
};

/** The shop's page on which a link of each kind is used, below its language. */
export const LINK_PAGE: Readonly<Record<LinkKind, string>> = {
  register: "confirm",
  verify: "email",
  claim: "connect",
  reset: "reset",
  email_change: "email",
  email_undo: "email/undo",
  mfa_enrol: "account/security",
};

/** Parses the token of a link; what has another form is as one that is unknown. */
export const LinkToken = z.string().max(256);

/** Asks what a link is for. */
export const LinkLookInput = z.strictObject({
  token: LinkToken,
  browserKey: BrowserKey.optional(),
});
/** A parsed `LinkLookInput`. */
export type LinkLookInput = z.infer<typeof LinkLookInput>;

/** Another way into an account than its password. */
export const WayIn = z.object({
  kind: z.enum(["passkey", "account", "factor"]),
  name: z.string(),
  since: Timestamp,
});
/** A parsed `WayIn`. */
export type WayIn = z.infer<typeof WayIn>;

/** What the page of a link shows. */
export const LinkLook = z
  .object({
    kind: LinkKind,
    email: z.string().describe("Where it was mailed to; the most of it is hidden"),
    asks: z
      .enum(["nothing", "password", "session"])
      .describe(
        "What is needed besides the link: the account's password, or its member signed in. A claim may do without the password: the account is then emptied",
      ),
    waysIn: z.array(WayIn).optional().describe("Of a reset: the other ways in that it takes away"),
    expiresIn: z.int().nonnegative().describe("Seconds"),
  })
  .meta({ id: "LinkLook" });
/** A parsed `LinkLook`. */
export type LinkLook = z.infer<typeof LinkLook>;

/** Asks for a link to a new password. */
export const ForgotInput = z.strictObject({
  email: Email,
  locale: Locale.default("ko"),
  deviceToken: DeviceToken,
});
/** A parsed `ForgotInput`. */
export type ForgotInput = z.infer<typeof ForgotInput>;

/** Asks for the mail of a registration once more. */
export const RegisterAgainInput = z.strictObject({ email: Email, browserKey: BrowserKey });
/** A parsed `RegisterAgainInput`. */
export type RegisterAgainInput = z.infer<typeof RegisterAgainInput>;

/** Confirms a registration: by the browser that began it, or by the password that was chosen. */
export const RegisterConfirmInput = z.strictObject({
  token: LinkToken,
  browserKey: BrowserKey.optional(),
  password: z.string().optional(),
});
/** A parsed `RegisterConfirmInput`. */
export type RegisterConfirmInput = z.infer<typeof RegisterConfirmInput>;

/** Says nothing of whether there is such an account. */
const Asked = z.object({ status: z.literal("ok") });
const tag = "Sign-in";
/** Auth's operations with links, by the policy they share at the gateway. */
export const linkGroups = {
  /** What a stranger tries links with: counted per address. */
  linkEntry: operations(tag, {
    requestReset: {
      method: "post",
      path: "/api/auth/password/forgot",
      summary: "Mail a link to a new password, if there is such an account",
      credential: "service",
      body: ForgotInput,
      responses: { 202: Asked },
      errors: ["rate_limited"],
    },
    repeatRegistration: {
      method: "post",
      path: "/api/auth/register/again",
      summary: "Mail the link of a registration of this browser once more",
      credential: "service",
      body: RegisterAgainInput,
      responses: { 202: VerificationSent },
      errors: ["rate_limited"],
    },
    confirmRegistration: {
      method: "post",
      path: "/api/auth/register/confirm",
      summary: "Open the account of a registration, and sign in",
      credential: "service",
      body: RegisterConfirmInput,
      responses: { 201: LoginOutput },
      errors: ["link_invalid", "invalid_credentials", "rate_limited"],
    },
    refuseRegistration: {
      method: "post",
      path: "/api/auth/register/refuse",
      summary: "Forget a registration that somebody else began",
      credential: "service",
      body: z.strictObject({ token: LinkToken }),
      responses: { 204: null },
      errors: ["rate_limited"],
    },
    lookAtLink: {
      method: "post",
      path: "/api/auth/links/look",
      summary: "Look at a one-time link; uses nothing up",
      credential: "service",
      body: LinkLookInput,
      responses: { 200: LinkLook },
      errors: ["link_invalid", "rate_limited"],
    },
  }),
};

/** Most links of one question. */
export const LINKS_MAX = 100;

/** Parses which links are mailed. */
export const LinksInput = z.object({ linkIds: z.array(LinkId).max(LINKS_MAX) });
/** A parsed `LinksInput`. */
export type LinksInput = z.infer<typeof LinksInput>;

/** A link as its mail shows it: the token is made again for this, and kept by no one. */
export const LinkMail = z.object({
  linkId: LinkId,
  kind: LinkKind,
  email: z.string(),
  locale: Locale,
  token: z.string(),
  expiresAt: Timestamp,
});
/** A parsed `LinkMail`. */
export type LinkMail = z.infer<typeof LinkMail>;

/** The question that notification alone asks. */
export interface AuthLinksRpc {
  /** Gives the links that are still good, in no order. */
  linksOf(input: LinksInput, call: CallContext): Promise<LinkMail[]>;
}
