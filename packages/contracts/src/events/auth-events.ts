/** What auth tells of sign-in and its links. Who asked is a browser's family and a country. @see specs/notifications.md 7 */
import { z } from "zod";
import { LinkId, MemberId, SessionId } from "../ids.ts";
import { Locale } from "../locale.ts";
import { Envelope } from "./envelope.ts";

/** From where something was asked for; empty where that is not known. */
const from = {
  browser: z.string().max(32),
  country: z.string().regex(/^([A-Z]{2})?$/),
};
/** A link that is mailed to its own address. */
const link = { linkId: LinkId, locale: Locale, ...from };

/** Data of every event of auth, by type. */
export const AUTH_EVENT_DATA = {
  "auth.registration_requested": z.object(link),
  /** Somebody registered an address that has an account. */
  "auth.registration_repeated": z.object({ memberId: MemberId, ...from }),
  "auth.reset_requested": z.object({
    ...link,
    memberId: MemberId,
    /** Not asked for by its member: staff had it mailed. From where they work is left out. */
    byStaff: z.literal(true).optional(),
  }),
  "auth.verify_requested": z.object({ ...link, memberId: MemberId }),
  "auth.claim_requested": z.object({ ...link, memberId: MemberId }),
  "auth.email_change_requested": z.object({ ...link, memberId: MemberId }),
  /** Somebody wanted to move an account to an address that has one. */
  "auth.email_change_refused": z.object({
    memberId: MemberId,
    /** Who wanted it; the same as `memberId` where the address is held and belongs to no one. */
    askedBy: MemberId.optional(),
    ...from,
  }),
  /** A session was opened in a browser that holds no token of this account, other than by registering. */
  "auth.session_opened": z.object({
    memberId: MemberId,
    newDevice: z.boolean(),
    /** `password`, `passkey` … */
    method: z.string(),
    ...from,
  }),
  /** `change` by its member, `reset` by a link. */
  "auth.password_changed": z.object({ memberId: MemberId, what: z.string(), ...from }),
  /** `passkey_added`, `passkey_removed` … */
  "auth.factor_changed": z.object({ memberId: MemberId, what: z.string(), ...from }),
  /** Sessions that are over, and why: what a browser was given for one of them serves no more. */
  "auth.sessions_ended": z.object({
    memberId: MemberId,
    sessions: z.array(SessionId).min(1).max(100),
    reason: z.string(),
    /** Not these alone: every session of every member from before. The ids are then of the administrator who ended them. */
    everyone: z.literal(true).optional(),
    ...from,
  }),
  /** Sign-in waits from now on: after wrong passwords for browsers that are not known, after wrong codes for everybody. */
  "auth.sign_in_blocked": z.object({
    memberId: MemberId,
    reason: z.enum(["passwords", "codes"]),
    ...from,
  }),
} as const;
/** A type of event of auth. */
export type AuthEventType = keyof typeof AUTH_EVENT_DATA;

/** What a type carries besides from where it was asked for. */
export type AuthEventSubject<Type extends AuthEventType> = Omit<
  z.input<(typeof AUTH_EVENT_DATA)[Type]>,
  keyof typeof from
>;

/** An event of auth, whichever. */
export const AuthEvent = Envelope.extend({
  // Guarantee of the cast: the table has types, and these are all of them.
  type: z.enum(Object.keys(AUTH_EVENT_DATA) as [AuthEventType, ...AuthEventType[]]),
  version: z.literal(1),
  source: z.literal("auth"),
});
/** A parsed `AuthEvent`. */
export type AuthEvent = z.infer<typeof AuthEvent>;
