/** What staff announce, as a browser shows it. Advertising is labelled, and ends with its sender and how to refuse it. Pure. @see specs/notifications.md 19, 33 */
import type { Locale } from "@edgemart/contracts/locale";
import { type AnnouncementContent, announcementSubject } from "./announcement-mail.ts";
import type { MailPlace } from "./order-mail.ts";

const REFUSAL = {
  ko: "무료 수신 거부: 내 계정 > 알림 설정",
  en: "Refuse free of charge: Your account > Notification settings",
} as const;
/** The longest text that a browser is sent. */
export const PUSH_TEXT_CHARS_MAX = 240;
/** The longest telephone number that is not cut. */
const PHONE_CHARS_MAX = 40;

/** Writes it, no longer than is sent: what is cut is what staff wrote, never how to refuse it. */
export function announcementPush(
  { category, texts, path }: AnnouncementContent,
  locale: Locale,
  sender: MailPlace["sender"],
) {
  const { title, text } = texts[locale];
  const [first = ""] = text.split(/\r?\n\s*\r?\n/);
  const said = first.replace(/\s+/g, " ").trim();
  if (category === "service") {
    return { title, text: cut(said, PUSH_TEXT_CHARS_MAX), path: path ?? "/account/inbox" };
  }
  const end = `${REFUSAL[locale]}, ${cut(sender.phone, PHONE_CHARS_MAX)}`;
  return {
    title: announcementSubject({ category, texts, path }, locale),
    text: `${cut(said, PUSH_TEXT_CHARS_MAX - end.length - 1)}\n${end}`,
    // Advertising is in no inbox: without a page of its own it leads to where it is refused.
    path: path ?? "/account/notifications",
  };
}

/** Cuts a text where it would be too long, between signs. */
export function cut(text: string, most: number): string {
  const signs = [...text];
  return signs.length <= most ? text : `${signs.slice(0, most - 1).join("")}…`;
}
