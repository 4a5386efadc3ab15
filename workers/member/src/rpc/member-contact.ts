/** The question of `MemberContactRpc`. Input is parsed here, types vanish between Workers. */
import { ContactsInput, type MemberContact } from "@edgemart/contracts/member-contact";
import type { Deps } from "../ports.ts";

/** Gives where members are written to. @throws for an input of another shape: two deployments that do not fit */
export async function contactsOf(input: unknown, deps: Deps): Promise<MemberContact[]> {
  return deps.members.contacts(ContactsInput.parse(input));
}
