/** An item of the inbox as its member reads it: written when it is read, in the language of then. Pure. @see specs/notifications.md 37 */
import type { Locale } from "@edgemart/contracts/locale";
import type { Notice, NotificationCategory } from "@edgemart/contracts/notification";
import { accountKindOf } from "./mails/account-mail.ts";
import { ACCOUNT_WORDS } from "./mails/account-words.ts";
import { announcementWords } from "./mails/announcement-mail.ts";
import { AUTH_WORDS } from "./mails/auth-words.ts";
import { consentWords } from "./mails/consent-mail.ts";
import {
  dataOf,
  type Filled,
  isAccountTold,
  isAuthTold,
  isConsentTold,
  isOrderTold,
} from "./mails/content-of.ts";
import { moneyText } from "./mails/formats.ts";
import { kindOf } from "./mails/order-mail.ts";
import { ORDER_WORDS } from "./mails/order-words.ts";
import { POINTS_WORDS } from "./mails/points-mail.ts";
import type { Template } from "./templates.ts";

/** An item as it is kept. */
export interface NoticeRow {
  id: string;
  category: NotificationCategory;
  template: Template;
  data: unknown;
  createdAt: string;
  readAt: string | null;
}

/** Writes an item. @returns null for one that has no words, such as of a state that was given up */
export function noticeOf(row: NoticeRow, locale: Locale): Notice | null {
  const filled = dataOf(row.template, row.data);
  const said = filled && wordsOf(filled, locale);
  if (!said) return null;
  const { id, category, createdAt, readAt } = row;
  return { id, category, ...said, createdAt, readAt };
}

/** What any passer-by may read on a screen: the same, without an amount. @returns null for one that has no words */
export function openWordsOf({ template, data }: NoticeRow, locale: Locale) {
  const filled = dataOf(template, data);
  if (filled === null) return null;
  if (filled.template !== "points_charged" && filled.template !== "points_refunded") {
    return wordsOf(filled, locale);
  }
  const [title, text] = POINTS_WORDS[locale][filled.template];
  return { title, text, path: "/account/points" };
}

function wordsOf(filled: Filled, locale: Locale) {
  if (isOrderTold(filled)) {
    const kind = kindOf(filled);
    if (kind === null) return null;
    const { title, text } = ORDER_WORDS[locale][kind];
    return { title, text, path: `/orders/${filled.data.orderId}` };
  }
  if (isAuthTold(filled)) {
    const { title, text } = AUTH_WORDS[locale][filled.template];
    return { title, text, path: "/account/security" };
  }
  if (isAccountTold(filled)) {
    const kind = accountKindOf(filled);
    if (kind === null) return null;
    const { title, text } = ACCOUNT_WORDS[locale][kind];
    return { title, text, path: "/account" };
  }
  if (filled.template === "announcement") return announcementWords(filled, locale);
  if (isConsentTold(filled)) {
    const { title, text } = consentWords(filled, locale);
    return { title, text, path: "/account/notifications" };
  }
  const { amountMinor = 0, currency = "KRW" } = filled.data;
  const [title, text] = POINTS_WORDS[locale][filled.template];
  const amount = moneyText({ amountMinor, currency }, locale);
  return { title, text: `${text} (${amount})`, path: "/account/points" };
}
