/** Who a verified access token speaks for. */
import { z } from "zod";
import { MemberId, SessionId } from "./ids.ts";

/** The roles of a member. */
export const ROLES = ["member", "admin"] as const;
/** Parses a role. */
export const Role = z.enum(ROLES);
/** A parsed `Role`. */
export type Role = z.infer<typeof Role>;

/** Claims of an access token, exactly; `ver` is the claim-set version. @see specs/auth.md item 32 */
export const AccessClaims = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: MemberId,
  sid: SessionId,
  jti: z.string().min(1).max(64),
  iat: z.number(),
  nbf: z.number(),
  exp: z.number(),
  role: Role,
  ver: z.literal(1),
  auth_time: z.number(),
  amr: z.array(z.string()),
  /** Version of the member's row the token was made from: a change of rights voids what is of an earlier one. */
  mver: z.int().positive().optional(),
  /** Era the session was opened in: ending everybody's sessions begins the next one. */
  era: z.int().nonnegative().optional(),
});
/** A parsed `AccessClaims`. */
export type AccessClaims = z.infer<typeof AccessClaims>;

/** The verified caller as a Worker sees it. Times are epoch seconds. */
export interface Identity {
  memberId: string;
  sessionId: string;
  role: Role;
  /** How it was proved (RFC 8176): `pwd`, `otp`, `hwk`, `swk`, `user`. */
  amr: readonly string[];
  authTime: number;
  issuedAt: number;
  expiresAt: number;
  /** Absent in tokens of an earlier version. @see `AccessClaims` */
  memberVersion?: number | undefined;
  era?: number | undefined;
}

/** What a session adds to its account names the version of the member that its token is of: what ended the sessions refuses it. */
export const SessionVersion = z.int().positive().optional();

/** Tells whether a token is of before its member's sessions were ended. Only the statement that writes knows for certain. */
export function isOfBefore({ memberVersion }: Pick<Identity, "memberVersion">, voidBelow = 0) {
  return memberVersion !== undefined && memberVersion < voidBelow;
}

/** `typ` of an access token (RFC 9068). */
export const ACCESS_TOKEN_TYPE = "at+jwt";
/** The version of the claims that this release makes and reads (`ver`). */
export const ACCESS_TOKEN_VERSION = 1;
/** How long ago the password may have been given for what needs a fresh proof. @see specs/auth.md items 50, 58, 63 */
export const FRESH_AUTH_SECONDS = 900;
