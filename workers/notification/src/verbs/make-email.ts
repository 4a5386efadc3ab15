/** Makes the e-mail of a delivery, or says why there is none. @see specs/notifications.md 22–25 */
import { normalizeEmail } from "@edgemart/contracts/email";
import type { Locale } from "@edgemart/contracts/locale";
import type { MemberContact } from "@edgemart/contracts/member-contact";
import type { OrderMail } from "@edgemart/contracts/order-contact";
import type { SendOutcome } from "../core/delivery.ts";
import { buildEmail, type EmailMessage } from "../core/email-message.ts";
import { isLabelled } from "../core/mails/advertising.ts";
import { contentOf, dataOf } from "../core/mails/content-of.ts";
import { plainText } from "../core/mails/plain-text.ts";
import { recipientOf } from "../core/targets.ts";
import type { Claimed } from "../ports/deliveries.ts";
import type { Deps } from "../ports/deps.ts";
import type { Recipients } from "./ask-recipients.ts";

/** A message; none, because there is no one to tell or nothing that is so; or what keeps it from being made now. */
export type Made =
  | { kind: "message"; message: EmailMessage }
  | { kind: "none"; why: "recipient_gone" | "untrue" }
  | { kind: "not_made"; outcome: SendOutcome };

const WAITS: Made = { kind: "not_made", outcome: { kind: "transient", why: "owner_unavailable" } };
const GONE: Made = { kind: "none", why: "recipient_gone" };

/** Makes it. */
export async function makeEmail(
  { settings, renderer }: Deps,
  { id, category, target, template, data, occurredAt }: Claimed,
  recipients: Recipients,
): Promise<Made> {
  const to = addresseeOf(target, recipients);
  if (to === "waits") return WAITS;
  if (to === null || to.address === "") return GONE;
  const { locale, address } = to;
  const { shopOrigin, sender } = settings;
  const place = { locale, shopOrigin, sender, occurredAt };
  const parsed = dataOf(template, data);
  if (parsed === null) return refused("data_unreadable");
  const content = contentOf(parsed, to, place);
  if (content === "waits") return WAITS;
  if (content === "untrue") return { kind: "none", why: "untrue" };
  if (category === "marketing" && !isLabelled(content.subject)) return refused("label_missing");
  const message = buildEmail({
    ...{ key: id, from: settings.emailFrom, address, locale, subject: content.subject },
    ...{ html: await renderer.html(content, locale), text: plainText(content) },
  });
  return typeof message === "string" ? refused(message) : { kind: "message", message };
}

/** Who a mail goes to, and what its owner answered. */
type Addressee = { address: string; locale: Locale } & Parameters<typeof contentOf>[1];

function addresseeOf(
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

function refused(why: string): Made {
  return { kind: "not_made", outcome: { kind: "permanent", why } };
}
