/** Credentials of members: the RPC auth alone may ask, and what travels over it. */
import { z } from "zod";
import type { CallContext } from "./call.ts";
import { Accepts } from "./consent.ts";
import { Email } from "./email.ts";
import { LinkId, MemberId } from "./ids.ts";
import { Locale } from "./locale.ts";
import { type Member, MemberName } from "./member.ts";
import type { Result } from "./result.ts";

/** A member's present state for auth. */
export interface MemberState extends Member {
  /** Epoch seconds: sessions made before are revoked. 0 when there are none. */
  sessionsVoidBefore: number;
  /** Version of the member: sessions opened on an earlier one are revoked. Absent from a member Worker of before. */
  sessionsVoidBelow?: number;
}

/** A member and what checks its password. */
export interface Credential {
  member: Member;
  passwordHash: string | null;
  /** When the password was last set, another hash of the same password aside; null without a password. */
  passwordChangedAt: string | null;
  /** As in `MemberState`: links made under an earlier one are invalid. Absent from a member Worker of before. */
  sessionsVoidBelow?: number;
  /** What may be asked for after the password. Absent from a member Worker of before. */
  factors?: FactorsOf;
}

/** What a member can finish a sign-in with. */
export interface FactorsOf {
  totp: boolean;
  /** Recovery codes that are left; 0 without TOTP. */
  recoveryCodes: number;
  /** A passkey that is not suspended. */
  passkey: boolean;
}

/** Parses a member that registers, with the hash of its password. */
export const CredentialRegister = z.strictObject({
  email: Email,
  name: MemberName,
  locale: Locale,
  /** The complete stored form, `h2$<kid>$2b$10$…`. */
  passwordHash: z.string().min(60).max(200),
  idempotencyKey: z.string().max(255).nullable(),
  /** Kept with the account, in the same statement. */
  accepts: Accepts.optional(),
  /** Its mailbox was proved: the account begins confirmed. */
  emailVerified: z.boolean().optional(),
});
/** A parsed `CredentialRegister`. */
export type CredentialRegister = z.infer<typeof CredentialRegister>;

/** Parses the replacement of a hash, and why it is replaced. */
export const CredentialReplace = z.strictObject({
  memberId: MemberId,
  expectedHash: z.string().max(200).nullable(),
  passwordHash: z.string().min(60).max(200),
  /** Epoch seconds: sessions made before are revoked from now on. 0 revokes none. */
  sessionsVoidBefore: z.number().int().min(0),
  /** `upgrade` writes the same password in a newer scheme; `reset` asks for no old hash. */
  reason: z.enum(["upgrade", "change", "reset"]),
  /** Of a reset: its link. It acts once, and only while the account has this address and may sign in. */
  link: z
    .strictObject({
      id: LinkId,
      emailNorm: z.string().max(254),
      /** It was mailed: who has it reads that mailbox. */
      isMailed: z.boolean(),
    })
    .optional(),
  /** Of a reset: the other ways into the account stay. */
  keepOtherWaysIn: z.boolean().optional(),
});
/** A parsed `CredentialReplace`. */
export type CredentialReplace = z.infer<typeof CredentialReplace>;

/** Questions auth alone may ask: the only way to a password hash. */
export interface MemberCredentialsRpc {
  /**
   * Makes a member and its credential in one statement.
   *
   * `repeated` tells that the same idempotency key made it before; `email_taken` when another account has the address;
   * `idempotency_key_reused` when the key came with other data.
   */
  register(
    input: CredentialRegister,
    call: CallContext,
  ): Promise<
    Result<
      { member: Member; repeated: boolean },
      "email_taken" | "validation_failed" | "idempotency_key_reused"
    >
  >;
  /** The credential behind an address; null when there is none. */
  credentialOf(email: string, call: CallContext): Promise<Credential | null>;
  /** The credential of a member by id; null when deleted. */
  credentialOfId(memberId: string, call: CallContext): Promise<Credential | null>;
  /**
   * Replaces a stored hash if it is still the expected one (compare-and-set); a `reset` expects nothing. False tells that it was another, or that the member is gone.
   */
  replaceCredential(input: CredentialReplace, call: CallContext): Promise<boolean>;
  /** The member's present state for a new access token; null when deleted. */
  stateOf(memberId: string, call: CallContext): Promise<MemberState | null>;
}
