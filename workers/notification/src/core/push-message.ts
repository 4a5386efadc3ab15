/** What a browser is shown of a notice: a title, a sentence and where it leads. Pure. @see specs/notifications.md 33 */
import type { Locale } from "@edgemart/contracts/locale";
import type { PushPayload } from "@edgemart/contracts/push";
import type { Category } from "./categories.ts";
import { isLabelled } from "./mails/advertising.ts";
import { announcementPush, cut, PUSH_TEXT_CHARS_MAX } from "./mails/announcement-push.ts";
import { dataOf } from "./mails/content-of.ts";
import type { MailPlace } from "./mails/order-mail.ts";
import { type NoticeRow, openWordsOf } from "./notices.ts";

const TITLE_CHARS_MAX = 80;
/** The longest that a push service must keep a message, in seconds. */
const TTL_SECONDS_MAX = 28 * 86_400;

/** How a message is handed to a push service. */
export interface PushTerms {
  ttlSeconds: number;
  urgency: "normal" | "high";
}

/** Writes it; null for what has no words. It may stand on a lock screen: there is no name, item or amount in it. */
export function pushOf(
  row: NoticeRow,
  tag: string,
  { locale, sender }: Pick<MailPlace, "locale" | "sender">,
): PushPayload | null {
  const filled = row.template === "announcement" ? dataOf(row.template, row.data) : null;
  const words =
    filled?.template === "announcement"
      ? announcementPush(filled.data, locale, sender)
      : openWordsOf(row, locale);
  if (words === null) return null;
  const title = cut(words.title, TITLE_CHARS_MAX);
  const text = cut(words.text, PUSH_TEXT_CHARS_MAX);
  return { title, text, path: pathOf(words.path, locale), tag };
}

/** Tells whether it is advertising that does not say so. @see specs/notifications.md 19 (b) */
export function isUnlabelled(category: Category, { title }: PushPayload): boolean {
  return category === "marketing" && !isLabelled(title);
}

/** How long it is worth showing, and whether a browser that saves its battery is to be woken. */
export function pushTermsOf(category: Category, secondsLeft: number): PushTerms {
  const ttlSeconds = Math.min(Math.max(1, Math.floor(secondsLeft)), TTL_SECONDS_MAX);
  return { ttlSeconds, urgency: category === "security" ? "high" : "normal" };
}

/** Of the shop, whatever a row says: `//evil` and `javascript:` lead to its first page. */
function pathOf(path: string, locale: Locale): string {
  return /^\/(?![/\\])[\w\-./?=&%]*$/.test(path) ? `/${locale}${path}` : `/${locale}`;
}
