/** Makes the e-mail of a delivery, or says why there is none. @see specs/notifications.md 22–25 */
import { RefusableCategory } from "@edgemart/contracts/unsubscribe";
import { addresseeOf, type Recipients } from "../core/addressee.ts";
import type { SendOutcome } from "../core/delivery.ts";
import { buildEmail, type EmailMessage } from "../core/email-message.ts";
import { isLabelled } from "../core/mails/advertising.ts";
import { contentOf, dataOf } from "../core/mails/content-of.ts";
import { plainText } from "../core/mails/plain-text.ts";
import { recipientOf } from "../core/targets.ts";
import type { Claimed } from "../ports/deliveries.ts";
import type { Deps } from "../ports/deps.ts";

/** Of the gateway, so that no cookie of the shop comes with a click. */
const UNSUBSCRIBE_PATH = "/api/notifications/unsubscribe/";

/** A message; none, because there is no one to tell or nothing that is so; or what keeps it from being made now. */
export type Made =
  | { kind: "message"; message: EmailMessage }
  | { kind: "none"; why: "recipient_gone" | "untrue" }
  | { kind: "not_made"; outcome: SendOutcome };

const WAITS: Made = { kind: "not_made", outcome: { kind: "transient", why: "owner_unavailable" } };
const GONE: Made = { kind: "none", why: "recipient_gone" };

/** Makes it. */
export async function makeEmail(
  { settings, renderer, unsubscribeTokens }: Deps,
  { id, category, target, template, data, occurredAt }: Claimed,
  recipients: Recipients,
): Promise<Made> {
  const to = addresseeOf(target, recipients);
  if (to === "waits") return WAITS;
  if (to === null || to.address === "") return GONE;
  const { locale, address } = to;
  const { shopOrigin, sender } = settings;
  const refusable = RefusableCategory.safeParse(category);
  const recipient = recipientOf(target);
  const token =
    refusable.success && "member" in recipient
      ? unsubscribeTokens.make({ memberId: recipient.member, category: refusable.data })
      : null;
  const place = { locale, shopOrigin, sender, occurredAt, unsubscribeToken: token };
  const parsed = dataOf(template, data);
  if (parsed === null) return refused("data_unreadable");
  const content = contentOf(parsed, to, place);
  if (content === "waits") return WAITS;
  if (content === "untrue") return { kind: "none", why: "untrue" };
  if (category === "marketing" && !isLabelled(content.subject)) return refused("label_missing");
  const message = buildEmail({
    ...{ key: id, from: settings.emailFrom, address, locale, subject: content.subject },
    ...{ html: await renderer.html(content, locale), text: plainText(content) },
    unsubscribeUrl: token && new URL(`${UNSUBSCRIBE_PATH}${token}`, settings.apiOrigin).href,
  });
  return typeof message === "string" ? refused(message) : { kind: "message", message };
}

function refused(why: string): Made {
  return { kind: "not_made", outcome: { kind: "permanent", why } };
}
