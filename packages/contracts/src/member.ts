/** Members: their wire shapes and the RPC other Workers ask. Longer than 250 lines: one API. */
import { z } from "zod";
import { Address, addressOperations } from "./address.ts";
import { BrowserKey } from "./browser-key.ts";
import type { CallContext } from "./call.ts";
import { CartLine, cartOperations } from "./cart.ts";
import { Accepts, Consent } from "./consent.ts";
import { deadMessageOperations } from "./dead-messages.ts";
import { Email, normalizeEmail } from "./email.ts";
import { Role } from "./identity.ts";
import { MemberId } from "./ids.ts";
import { Locale } from "./locale.ts";
import { operations } from "./operation.ts";
import { Cursor, keysetPageOf, PageLimit } from "./page.ts";
import { PasswordInput } from "./password.ts";
import type { Result } from "./result.ts";
import { securityEventOperations } from "./security-event.ts";
import { SignInWays } from "./sign-in-ways.ts";
import { line, storableText } from "./text.ts";
import { Timestamp } from "./time.ts";

/** Parses the status of a member: a disabled one cannot sign in. */
export const MemberStatus = z.enum(["active", "disabled"]);
/** A parsed `MemberStatus`. */
export type MemberStatus = z.infer<typeof MemberStatus>;

/** A display name: 1 to 80 characters of one line. */
export const MemberName = line(80);

/** Describes a member as it and administrators see it. */
export const Member = z
  .object({
    id: MemberId,
    email: z.string(),
    name: z.string(),
    role: Role,
    status: MemberStatus,
    emailVerified: z.boolean(),
    // Both are absent from a member Worker of the release before.
    provider: z.enum(["LOCAL", "GOOGLE"]).optional().describe("How the account began"),
    profileImage: z
      .url()
      .nullable()
      .optional()
      .describe("Picture at the provider, of its host alone"),
    locale: Locale,
    version: z.int().positive().describe("Grows with every change; the ETag"),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "Member" });
/** A parsed `Member`. */
export type Member = z.infer<typeof Member>;

/** Parses a member that an administrator makes. */
export const MemberCreate = z.strictObject({
  email: Email,
  name: MemberName,
  locale: Locale.default("ko"),
});
/** A parsed `MemberCreate`. */
export type MemberCreate = z.infer<typeof MemberCreate>;

/** What a member may change of itself: all of it (PUT) … */
export const MemberReplace = z.strictObject({ name: MemberName, locale: Locale });
/** A parsed `MemberReplace`. */
export type MemberReplace = z.infer<typeof MemberReplace>;
/** … or a part of it (PATCH). */
export const MemberPatch = MemberReplace.partial().refine(
  (patch) => Object.keys(patch).length > 0,
  "must change something",
);
/** A parsed `MemberPatch`. */
export type MemberPatch = z.infer<typeof MemberPatch>;
/** Parses the role a member gets. */
export const RoleInput = z.strictObject({ role: Role });
/** Parses the status a member gets. */
export const StatusInput = z.strictObject({ status: MemberStatus });

const SecurityLine = z.object({ at: Timestamp, event: z.string(), byAdministrator: z.boolean() });
/** Everything member keeps about somebody, for that somebody. */
export const MemberExport = z.object({
  exportedAt: Timestamp,
  member: Member,
  addresses: z.array(Address),
  cart: z.array(CartLine),
  securityEvents: z.array(SecurityLine),
  consents: z.array(Consent),
  signInWays: SignInWays,
});
/** A parsed `MemberExport`. */
export type MemberExport = z.infer<typeof MemberExport>;

/** Describes a page of members, newest first. */
export const MemberList = keysetPageOf(Member);
/** Parses which members are asked for. */
export const MemberListQuery = z.object({
  // What could match no one is the caller's mistake.
  email: storableText(254)
    .refine((email) => normalizeEmail(email) !== null, "must be an e-mail address")
    .optional(),
  ids: z
    .string()
    .regex(
      /^mem_[0-9a-z]{26}(,mem_[0-9a-z]{26}){0,99}$/,
      "must be up to 100 ids of members, with commas",
    )
    .optional()
    .describe("Only these members, as the trails name them"),
  q: storableText(80).min(1).optional(),
  role: Role.optional(),
  status: MemberStatus.optional(),
  limit: PageLimit,
  cursor: Cursor,
});
/** A parsed `MemberListQuery`. */
export type MemberListQuery = z.infer<typeof MemberListQuery>;

/** What the home screen needs of a member, in one round trip. */
export interface Shopper {
  member: Member;
  /** What is in the member's cart, as it was put there. */
  cartSkus: string[];
}
/** Why a member's question is not answered. */
export type MemberRefusal = "token_invalid" | "token_expired" | "not_found";

/** Questions any Worker with the binding may ask; the token decides whose data is answered. */
export interface MemberRpc {
  /** The member an access token speaks for. `token_invalid` when it does not verify, `not_found` when the member is gone. */
  me(accessToken: string, call: CallContext): Promise<Result<Member, MemberRefusal>>;
  /** The same with the cart. */
  shopper(accessToken: string, call: CallContext): Promise<Result<Shopper, MemberRefusal>>;
}

// Kept here so that registration and administration agree on what a new account holds.
/** Parses a registration. */
export const RegisterInput = z.strictObject({
  email: Email,
  password: PasswordInput,
  name: MemberName,
  locale: Locale.default("ko"),
  accepts: Accepts.optional().describe("Consents of the person, kept with the account"),
  browserKey: BrowserKey.optional(),
});
/** A parsed `RegisterInput`. */
export type RegisterInput = z.infer<typeof RegisterInput>;

const tag = "Members";
const one = z.object({ id: MemberId });
/** Member's operations, by the policy they share at the gateway. */
export const memberGroups = {
  /** Accounts made by administrators. */
  creation: operations(tag, {
    createMember: {
      method: "post",
      path: "/api/members",
      summary: "Create a member without a password",
      credential: "bearer",
      right: "admin",
      idempotency: "optional",
      body: MemberCreate,
      responses: { 201: Member },
      headers: ["ETag", "Location"],
      errors: ["email_taken"],
    },
  }),
  /** What a member reads of itself. */
  own: operations(tag, {
    getOwnMember: {
      method: "get",
      path: "/api/members/me",
      summary: "Read the signed-in member",
      credential: "bearer",
      responses: { 200: Member },
      headers: ["ETag"],
      errors: ["not_found"],
    },
    exportOwnMember: {
      method: "get",
      path: "/api/members/me/export",
      summary: "Everything kept about the signed-in member",
      credential: "bearer",
      responses: { 200: MemberExport },
      fresh: true,
      errors: ["not_found"],
    },
  }),
  /** Accounts, their rights and addresses. */
  accounts: operations(tag, {
    listMembers: {
      method: "get",
      path: "/api/members",
      summary: "List members, newest first",
      credential: "bearer",
      right: "admin",
      query: MemberListQuery,
      responses: { 200: MemberList },
      errors: [],
    },
    getMember: {
      method: "get",
      path: "/api/members/{id}",
      summary: "Read a member (self or admin)",
      credential: "bearer",
      right: "own",
      params: one,
      responses: { 200: Member },
      headers: ["ETag"],
      errors: [],
    },
    replaceMember: {
      method: "put",
      path: "/api/members/{id}",
      summary: "Replace what a member may change (self or admin)",
      credential: "bearer",
      right: "own",
      idempotency: "optional",
      params: one,
      body: MemberReplace,
      responses: { 200: Member },
      ifMatch: true,
      headers: ["ETag"],
      errors: [],
    },
    changeMember: {
      method: "patch",
      path: "/api/members/{id}",
      summary: "Change a part of it (self or admin)",
      credential: "bearer",
      right: "own",
      idempotency: "optional",
      params: one,
      body: MemberPatch,
      responses: { 200: Member },
      ifMatch: true,
      headers: ["ETag"],
      errors: [],
    },
    deleteMember: {
      method: "delete",
      path: "/api/members/{id}",
      summary: "Delete a member; frees the e-mail and ends all sessions (self or admin)",
      credential: "bearer",
      right: "own",
      idempotency: "optional",
      params: one,
      responses: { 204: null },
      ifMatch: true,
      fresh: true,
      errors: ["last_admin"],
    },
    setMemberRole: {
      method: "put",
      path: "/api/members/{id}/role",
      summary: "Change a member's role",
      credential: "bearer",
      right: "admin",
      idempotency: "optional",
      params: one,
      body: RoleInput,
      responses: { 200: Member },
      headers: ["ETag"],
      fresh: true,
      errors: ["last_admin"],
    },
    setMemberStatus: {
      method: "put",
      path: "/api/members/{id}/status",
      summary: "Disable or enable a member; disabling ends all sessions",
      credential: "bearer",
      right: "admin",
      idempotency: "optional",
      params: one,
      body: StatusInput,
      responses: { 200: Member },
      headers: ["ETag"],
      fresh: true,
      errors: ["last_admin"],
    },
  }),
  addresses: addressOperations,
  securityEvents: securityEventOperations,
  memberDeadMessages: deadMessageOperations(tag, "/api/members/dead-messages", "Member"),
  cart: cartOperations,
};
