/** Members: their wire shapes, their HTTP operations and the RPC other Workers ask. */
import { z } from "zod";
import type { CallContext } from "./call.ts";
import { Email } from "./email.ts";
import { Role } from "./identity.ts";
import { MemberId } from "./ids.ts";
import { Locale } from "./locale.ts";
import type { Operation } from "./operation.ts";
import { Cursor, keysetPageOf, PageLimit } from "./page.ts";
import { PasswordInput } from "./password.ts";
import type { Result } from "./result.ts";
import { Timestamp } from "./time.ts";

export const MemberStatus = z.enum(["active", "disabled"]);
export type MemberStatus = z.infer<typeof MemberStatus>;

/** A display name: 1 to 80 characters, no control or format characters. */
export const MemberName = z
  .string()
  .min(1)
  .max(80)
  .refine((name) => !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(name), "must not hold control characters")
  .refine((name) => name.trim() === name, "must not begin or end with a space");

export const Member = z
  .object({
    id: MemberId,
    email: z.string(),
    name: z.string(),
    role: Role,
    status: MemberStatus,
    emailVerified: z.boolean(),
    locale: Locale,
    version: z.int().positive().describe("Grows with every change; the ETag"),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "Member" });
export type Member = z.infer<typeof Member>;

export const MemberCreate = z.strictObject({
  email: Email,
  name: MemberName,
  locale: Locale.default("ko"),
});
export type MemberCreate = z.infer<typeof MemberCreate>;

export const MemberList = keysetPageOf(Member);
export const MemberListQuery = z.object({
  email: z.string().max(254).optional(),
  q: z.string().min(1).max(80).optional(),
  role: Role.optional(),
  status: MemberStatus.optional(),
  limit: PageLimit,
  cursor: Cursor,
});
export type MemberListQuery = z.infer<typeof MemberListQuery>;

/** Questions any Worker with the binding may ask; the token decides whose data is answered. */
export interface MemberRpc {
  /** The member an access token speaks for. `token_invalid` when it does not verify, `not_found` when the member is gone. */
  me(accessToken: string, call: CallContext): Promise<Result<Member>>;
}

export const CredentialRegister = z.strictObject({
  email: Email,
  name: MemberName,
  locale: Locale,
  /** The complete stored form, `h2$<kid>$2b$10$…`. */
  passwordHash: z.string().min(60).max(200),
  idempotencyKey: z.string().max(255).nullable(),
});
export type CredentialRegister = z.infer<typeof CredentialRegister>;

/** Questions auth alone may ask: the only way to a password hash. */
export interface MemberCredentialsRpc {
  /**
   * Makes a member and its credential in one statement.
   *
   * `repeated` tells that the same idempotency key made it before; `email_taken` when another account has the address.
   */
  register(
    input: CredentialRegister,
    call: CallContext,
  ): Promise<Result<{ member: Member; repeated: boolean }, "email_taken" | "validation_failed">>;
  /** The credential behind an address; null when there is none. */
  credentialOf(
    email: string,
    call: CallContext,
  ): Promise<{ member: Member; passwordHash: string | null } | null>;
  /** The member's present state for a new access token; null when deleted. */
  stateOf(memberId: string, call: CallContext): Promise<Member | null>;
}

const tag = "Members";
export const memberOperations: Operation[] = [
  {
    method: "get",
    path: "/api/members",
    tag,
    summary: "List members, newest first",
    auth: "admin",
    idempotency: "optional",
    query: MemberListQuery,
    responses: { 200: MemberList },
    errors: ["invalid_query"],
  },
  {
    method: "post",
    path: "/api/members",
    tag,
    summary: "Create a member without a password",
    auth: "admin",
    idempotency: "optional",
    body: MemberCreate,
    responses: { 201: Member },
    errors: ["invalid_body", "validation_failed", "email_taken"],
  },
  {
    method: "get",
    path: "/api/members/me",
    tag,
    summary: "Read the signed-in member",
    auth: "bearer",
    responses: { 200: Member },
    errors: [],
  },
  {
    method: "get",
    path: "/api/members/{id}",
    tag,
    summary: "Read a member (self or admin)",
    auth: "bearer",
    params: z.object({ id: MemberId }),
    responses: { 200: Member },
    errors: ["not_found"],
  },
];

// Kept here so that registration and administration agree on what a new account holds.
export const RegisterInput = z.strictObject({
  email: Email,
  password: PasswordInput,
  name: MemberName,
  locale: Locale.default("ko"),
});
export type RegisterInput = z.infer<typeof RegisterInput>;
