/** What a browser is shown of a notice: a title, a sentence and where it leads. Pure. @see specs/notifications.md 33 */
import type { Locale } from "@edgemart/contracts/locale";
import type { PushPayload } from "@edgemart/contracts/push";
import type { Category } from "./categories.ts";
import { type NoticeRow, openWordsOf } from "./notices.ts";

const TITLE_CHARS_MAX = 80;
const TEXT_CHARS_MAX = 240;
/** The longest that a push service must keep a message, in seconds. */
const TTL_SECONDS_MAX = 28 * 86_400;

/** How a message is handed to a push service. */
export interface PushTerms {
  ttlSeconds: number;
  urgency: "normal" | "high";
}

/** Writes it; null for what has no words. It may stand on a lock screen: there is no name, item or amount in it. */
export function pushOf(row: NoticeRow, tag: string, locale: Locale): PushPayload | null {
  const words = openWordsOf(row, locale);
  if (words === null) return null;
  const title = cut(words.title, TITLE_CHARS_MAX);
  return { title, text: cut(words.text, TEXT_CHARS_MAX), path: pathOf(words.path, locale), tag };
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

function cut(text: string, most: number): string {
  const signs = [...text];
  return signs.length <= most ? text : `${signs.slice(0, most - 1).join("")}…`;
}
