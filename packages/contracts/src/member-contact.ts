/** What notification asks of members when it makes their messages; nothing of it is kept there. @see specs/notifications.md 10 */
import { z } from "zod";
import type { CallContext } from "./call.ts";
import { MemberId } from "./ids.ts";
import { Locale } from "./locale.ts";

/** Most members of one question. */
export const CONTACTS_MAX = 100;

/** Parses which members are written to. */
export const ContactsInput = z.object({
  memberIds: z.array(MemberId).max(CONTACTS_MAX),
  /** Deleted ones, whose last address is written to. */
  deletedIds: z.array(MemberId).max(CONTACTS_MAX).optional(),
});
/** A parsed `ContactsInput`. */
export type ContactsInput = z.infer<typeof ContactsInput>;

/** Where a member is written to. */
export const MemberContact = z.object({
  memberId: MemberId,
  email: z.string(),
  name: z.string(),
  locale: Locale,
  isConfirmed: z.boolean().describe("The address was confirmed"),
});
/** A parsed `MemberContact`. */
export type MemberContact = z.infer<typeof MemberContact>;

/** Most members of one page. */
export const MEMBER_PAGE_MAX = 1_000;

/** Parses which page of all members is asked for. */
export const MembersInput = z.object({
  after: MemberId.nullable(),
  limit: z.int().min(1).max(MEMBER_PAGE_MAX),
});
/** A parsed `MembersInput`. */
export type MembersInput = z.infer<typeof MembersInput>;

/** A page of all members who can be notified: ids alone, in their order. */
export const MemberPage = z.object({
  memberIds: z.array(MemberId),
  total: z.int().nonnegative().describe("How many there are in all"),
});
/** A parsed `MemberPage`. */
export type MemberPage = z.infer<typeof MemberPage>;

/** The questions that notification alone asks. */
export interface MemberContactRpc {
  /** Gives those of `memberIds` that are not deleted, and those of `deletedIds` that are, in no order. */
  contactsOf(input: ContactsInput, call: CallContext): Promise<MemberContact[]>;
  /** Gives a page of the members that are active; an announcement is for all of them. */
  members(input: MembersInput, call: CallContext): Promise<MemberPage>;
}
