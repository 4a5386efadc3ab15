/** What member tells of accounts. No address and no name: who is written to is asked when the message is made. @see specs/notifications.md 7 */
import { z } from "zod";
import { LinkId, MemberId } from "../ids.ts";
import { Envelope } from "./envelope.ts";

/** Data of every event of a member, by type. States, roles and providers are read as they come: a later release may know more. */
export const MEMBER_EVENT_DATA = {
  /** `password`, `google`, or `staff` of an account that an administrator made. */
  "member.registered": z.object({ memberId: MemberId, provider: z.string() }),
  "member.status_changed": z.object({ memberId: MemberId, state: z.string() }),
  "member.role_changed": z.object({ memberId: MemberId, role: z.string() }),
  /** The address before is mailed the link that takes it back. */
  "member.email_changed": z.object({ memberId: MemberId, undoLinkId: LinkId }),
  "member.deleted": z.object({ memberId: MemberId }),
} as const;
/** A type of event of members. */
export type MemberEventType = keyof typeof MEMBER_EVENT_DATA;

/** An event of members, whichever. */
export const MemberEvent = Envelope.extend({
  // Guarantee of the cast: the table has types, and these are all of them.
  type: z.enum(Object.keys(MEMBER_EVENT_DATA) as [MemberEventType, ...MemberEventType[]]),
  version: z.literal(1),
  source: z.literal("member"),
});
/** A parsed `MemberEvent`. */
export type MemberEvent = z.infer<typeof MemberEvent>;
