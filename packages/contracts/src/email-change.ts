/** A member's e-mail address: confirmed, moved to another one, and taken back. Auth's operations, and what it asks member. @see specs/identity.md 13, 18–21 */
import { z } from "zod";
import type { CallContext } from "./call.ts";
import { Email } from "./email.ts";
import { LinkId, MemberId } from "./ids.ts";
import { LinkToken } from "./links.ts";
import { operations } from "./operation.ts";
import type { Result } from "./result.ts";

/** Asks for another address. */
export const EmailChangeInput = z.strictObject({ email: Email });
/** A parsed `EmailChangeInput`. */
export type EmailChangeInput = z.infer<typeof EmailChangeInput>;

/** Uses a link to an address: besides it the member itself is needed, by its session or its password. */
export const EmailConfirmInput = z.strictObject({
  token: LinkToken,
  accessToken: z
    .string()
    .max(4096)
    .optional()
    .describe("Of the browser's session: a member that is signed in needs no password"),
  password: z.string().optional(),
  deviceToken: z.string().max(512).optional(),
});
/** A parsed `EmailConfirmInput`. */
export type EmailConfirmInput = z.infer<typeof EmailConfirmInput>;

const Asked = z.object({ status: z.literal("ok") });
const tag = "Sign-in";
const CONFIRM_ERRORS = ["link_invalid", "invalid_credentials", "rate_limited"] as const;
/** Auth's operations with a member's address, by the policy they share at the gateway. */
export const emailGroups = {
  email: operations(tag, {
    requestEmailChange: {
      method: "post",
      path: "/api/auth/email/change",
      summary: "Mail a link that moves the caller's account to another address",
      credential: "bearer",
      body: EmailChangeInput,
      responses: { 202: Asked },
      fresh: true,
      errors: ["rate_limited"],
    },
    confirmEmailChange: {
      method: "post",
      path: "/api/auth/email/confirm",
      summary: "Move an account to the address of a link; ends the other sessions",
      credential: "service",
      body: EmailConfirmInput,
      responses: { 204: null },
      errors: [...CONFIRM_ERRORS, "email_taken"],
    },
    undoEmailChange: {
      method: "post",
      path: "/api/auth/email/undo",
      summary: "Take an address back; ends every session and the password",
      credential: "service",
      body: z.strictObject({ token: LinkToken }),
      responses: { 204: null },
      errors: ["link_invalid", "rate_limited"],
    },
    requestVerification: {
      method: "post",
      path: "/api/auth/email/verify",
      summary: "Mail a link that confirms the caller's address",
      credential: "bearer",
      body: z.strictObject({}),
      responses: { 202: Asked },
      errors: ["rate_limited"],
    },
    verifyEmail: {
      method: "post",
      path: "/api/auth/email/verify/confirm",
      summary: "Confirm the address of an account",
      credential: "service",
      body: EmailConfirmInput,
      responses: { 204: null },
      errors: [...CONFIRM_ERRORS],
    },
  }),
};

/** Days in which the address of before is held for its member, and may be taken back. */
export const EMAIL_HOLD_DAYS = 7;

/** The state that a link was made under: with another one it does nothing. */
const Was = z.strictObject({
  emailNorm: z.string().max(254),
  passwordChangedAt: z.string().nullable(),
  sessionsVoidBelow: z.int(),
});

/** Parses the confirmation of an address. */
export const EmailVerify = z.strictObject({ memberId: MemberId, linkId: LinkId, was: Was });
/** A parsed `EmailVerify`. */
export type EmailVerify = z.infer<typeof EmailVerify>;

/** Parses the move to another address. */
export const EmailMove = EmailVerify.extend({
  email: Email,
  /** The link by which it is taken back; the event names it. */
  undoLinkId: LinkId,
});
/** A parsed `EmailMove`. */
export type EmailMove = z.infer<typeof EmailMove>;

/** Parses the way back to an earlier address. */
export const EmailUndo = z.strictObject({
  memberId: MemberId,
  linkId: LinkId,
  email: Email,
  /** Epoch seconds: sessions made before are revoked. */
  sessionsVoidBefore: z.int().min(1),
});
/** A parsed `EmailUndo`. */
export type EmailUndo = z.infer<typeof EmailUndo>;

/** What auth alone asks about addresses; part of `MemberCredentialsRpc`. */
export interface MemberEmailsRpc {
  /** The member for whom an address is held; null when it is not. */
  heldFor(email: string, call: CallContext): Promise<string | null>;
  /** `link_invalid`: the link acted before, or its state is over. */
  moveEmail(
    input: EmailMove,
    call: CallContext,
  ): Promise<Result<null, "email_taken" | "link_invalid">>;
  verifyEmail(input: EmailVerify, call: CallContext): Promise<boolean>;
  /** Puts an address back, and takes away every way in; true also when this link did so before. */
  undoEmail(input: EmailUndo, call: CallContext): Promise<boolean>;
}
