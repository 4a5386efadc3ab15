/** The questions of `MemberContactRpc`. Input is parsed here, types vanish between Workers. */
import {
  ContactsInput,
  type MemberContact,
  type MemberPage,
  MembersInput,
} from "@edgemart/contracts/member-contact";
import type { Deps } from "../ports.ts";

/** Gives where members are written to. @throws for an input of another shape: two deployments that do not fit */
export async function contactsOf(input: unknown, deps: Deps): Promise<MemberContact[]> {
  return deps.members.contacts(ContactsInput.parse(input));
}

/** Gives a page of all members. @throws for an input of another shape */
export async function membersPage(input: unknown, deps: Deps): Promise<MemberPage> {
  return deps.members.page(MembersInput.parse(input));
}
