/** Who a message goes to, from what the owners of addresses answered. Pure. @see specs/notifications.md 10, 26 */
import { normalizeEmail } from "@edgemart/contracts/email";
import type { LinkMail } from "@edgemart/contracts/links";
import type { Locale } from "@edgemart/contracts/locale";
import type { MemberContact } from "@edgemart/contracts/member-contact";
import type { OrderMail } from "@edgemart/contracts/order-contact";
import type { Told } from "./mails/content-of.ts";
import { recipientOf } from "./targets.ts";

/** What the owners answered; null of one that did not: its messages wait, the others go. */
export interface Recipients {
  orders: ReadonlyMap<string, OrderMail> | null;
  members: ReadonlyMap<string, MemberContact> | null;
  links: ReadonlyMap<string, LinkMail> | null;
}

/** Who a mail goes to, and what its owner answered. */
export type Addressee = { address: string; locale: Locale } & Told;

/** Finds who a delivery is for; null where there is no one any more. */
export function addresseeOf(
  target: string,
  { orders, members, links }: Recipients,
): Addressee | "waits" | null {
  const recipient = recipientOf(target);
  if ("order" in recipient) {
    if (orders === null) return "waits";
    const mail = orders.get(recipient.order);
    if (!mail) return null;
    const { email: address, locale, order } = mail;
    return { address, locale, order, isConfirmed: isConfirmed(mail, members) };
  }
  if ("link" in recipient) {
    if (links === null) return "waits";
    // Not there any more: it was used, is old, or a newer one took its place.
    const link = links.get(recipient.link);
    return link ? { address: link.email, locale: link.locale, link } : null;
  }
  if (members === null) return "waits";
  const contact = members.get("deleted" in recipient ? recipient.deleted : recipient.member);
  return contact ? { address: contact.email, locale: contact.locale, contact } : null;
}

/** An order's address is confirmed when it is its member's, and that is; where member does not answer it is not known. */
function isConfirmed(
  { email, order }: OrderMail,
  members: ReadonlyMap<string, MemberContact> | null,
): boolean {
  const contact = order.memberId === null ? undefined : members?.get(order.memberId);
  return contact?.isConfirmed === true && normalizeEmail(contact.email) === normalizeEmail(email);
}
